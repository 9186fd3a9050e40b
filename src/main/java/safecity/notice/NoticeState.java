package safecity.notice;

import java.util.Arrays;
import java.util.List;

/** Where a notice stands; one that is carried stands where its carrier does. */
enum NoticeState {
    WAITING("等待每日摘要"),
    PENDING("待发送"),
    SENT("已发送"),
    DEAD("发送失败"),
    LAPSED("已过时，未发送");

    private final String label;

    NoticeState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(NoticeState::name).toList();
    }
}

package safecity.notice;

import java.util.Arrays;
import java.util.List;

/** Where a notice stands. */
enum NoticeState {
    PENDING("待发送"),
    SENT("已发送"),
    DEAD("发送失败");

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

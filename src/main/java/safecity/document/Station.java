package safecity.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station on a document's way.
 *
 * @param name  Chinese name
 * @param who   who did it; empty for the system, or while it is open
 * @param at    when it was done; null while it is open
 * @param state whether it is done, stands next, or lies ahead
 */
public record Station(String name, String who, @Nullable Instant at, State state) {

    /** How far a document is with a station. */
    public enum State {
        DONE("✓", "已完成"),
        CURRENT("●", "当前"),
        OPEN("○", "未到达");

        private final String shape;
        private final String label;

        State(String shape, String label) {
            this.shape = shape;
            this.label = label;
        }

        /** One character for the eye. */
        public String shape() {
            return shape;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Returns the way of a document: 拟稿, 签发, 送达, 签收, 回复, 办结, cut short where it ended early. */
    static List<Station> of(Document document, List<Reply> replies) {
        @Nullable Reply last = replies.isEmpty() ? null : replies.get(replies.size() - 1);
        @Nullable Reply standing = last == null || Boolean.FALSE.equals(last.accepted()) ? null : last;
        List<Station> way = new ArrayList<>();
        add(way, document, "拟稿", "", document.draftedAt());
        if (document.state() != DocumentState.NOT_ISSUED) {
            add(way, document, "签发", document.decider(), document.issuedAt());
            add(way, document, "送达", "", document.issuedAt());
            add(way, document, "签收", document.signedBy(), document.signedAt());
            add(
                    way,
                    document,
                    "回复",
                    standing == null ? "" : standing.replier(),
                    standing == null ? null : standing.repliedAt());
        }
        add(way, document, endOf(document.state()), document.endedBy(), document.endedAt());
        return List.copyOf(way);
    }

    private static String endOf(DocumentState state) {
        return switch (state) {
            case NOT_ISSUED -> "不予签发";
            case WITHDRAWN -> "撤回";
            default -> "办结";
        };
    }

    private static void add(List<Station> way, Document document, String name, String who, @Nullable Instant at) {
        boolean ended = document.endedAt() != null;
        boolean next = !ended && way.stream().allMatch(earlier -> earlier.at() != null);
        if (at != null || !ended) {
            way.add(new Station(name, who, at, at != null ? State.DONE : next ? State.CURRENT : State.OPEN));
        }
    }
}

package safecity.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.item.StationState;

/**
 * A station on a document's way.
 *
 * @param name  Chinese name
 * @param who   who did it; empty for the system, or while it is open
 * @param at    when it was done; null while it is open
 * @param state whether it is done, stands next, or lies ahead
 */
public record Station(String name, String who, @Nullable Instant at, StationState state) {

    /** Returns the way of a document: 拟稿, 签发, 送达, 签收, 回复, 办结, cut short where it ended early; without 签收 for an announcement, without 回复 where none is needed. */
    static List<Station> of(Document document, List<Reply> replies) {
        @Nullable Reply last = replies.isEmpty() ? null : replies.get(replies.size() - 1);
        @Nullable Reply standing = last == null || Boolean.FALSE.equals(last.accepted()) ? null : last;
        List<Station> way = new ArrayList<>();
        add(way, document, "拟稿", document.drafter(), document.draftedAt());
        if (document.state() != DocumentState.NOT_ISSUED) {
            add(way, document, "签发", document.decider(), document.issuedAt());
            @Nullable Delivery delivery = document.delivery();
            add(
                    way,
                    document,
                    document.serving().label(),
                    delivery == null ? "" : delivery.recordedBy(),
                    delivery == null ? null : delivery.at());
            if (!document.kind().published()) {
                add(way, document, "签收", document.signedBy(), document.signedAt());
            }
            if (document.kind().needsReply()) {
                add(
                        way,
                        document,
                        "回复",
                        standing == null ? "" : standing.replier(),
                        standing == null ? null : standing.repliedAt());
            }
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
            way.add(new Station(
                    name, who, at, at != null ? StationState.DONE : next ? StationState.CURRENT : StationState.OPEN));
        }
    }
}

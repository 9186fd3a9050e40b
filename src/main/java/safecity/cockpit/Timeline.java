package safecity.cockpit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.item.EventKinds;
import safecity.item.EventKinds.Kind;
import safecity.item.ItemLog;
import safecity.item.StatusMoves.Move;

/**
 * 时间线: what happened to an item, the latest first.
 *
 * @param lines its entries
 * @param kinds their kinds, each with how many there are
 */
record Timeline(List<Line> lines, Map<Kind, Long> kinds) {

    /**
     * One entry.
     *
     * @param who    unit and name of who did it, or 系统
     * @param role   what that person was then, in Chinese; may be empty
     * @param detail in a sentence; may be empty
     * @param moves  status before → after, in the order in which they happened; mostly none or one
     */
    record Line(Instant at, String act, String who, String role, String detail, Kind kind, List<Move> moves) {}

    static Timeline of(List<ItemLog.Entry> entries, List<Move> moves, EventKinds eventKinds) {
        List<Line> lines = new ArrayList<>();
        Map<Kind, Long> found = new LinkedHashMap<>();
        for (ItemLog.Entry entry : entries) {
            Kind kind = eventKinds.ofAct(entry.act());
            found.merge(kind, 1L, Long::sum);
            lines.add(new Line(
                    entry.at(),
                    entry.act(),
                    who(entry),
                    entry.role(),
                    entry.detail(),
                    kind,
                    moves.stream()
                            .filter(move -> Objects.equals(move.event(), entry.seq()))
                            .toList()));
        }
        Map<Kind, Long> ordered = new LinkedHashMap<>();
        for (Kind kind : eventKinds.all()) {
            @Nullable Long count = found.get(kind);
            if (count != null) {
                ordered.put(kind, count);
            }
        }
        return new Timeline(List.copyOf(lines), ordered);
    }

    /** Unit and name, unless the name begins with the unit already. */
    private static String who(ItemLog.Entry entry) {
        return entry.unitName().isEmpty() || entry.actorName().startsWith(entry.unitName())
                ? entry.actorName()
                : entry.unitName() + " " + entry.actorName();
    }
}

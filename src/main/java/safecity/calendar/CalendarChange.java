package safecity.calendar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the calendar with everything that it moves.
 *
 * @param year       whose days change
 * @param kind       a change of the year's days, or a recount by the days as they are
 * @param before     the year's days when it was proposed
 * @param after      the year's days if it is confirmed
 * @param moves      what moves, and has moved once it was confirmed
 * @param proposedBy Chinese name
 * @param decidedBy  Chinese name of who confirmed or abandoned it; null before
 */
record CalendarChange(
        long id,
        int year,
        Kind kind,
        State state,
        List<Holiday> before,
        List<Holiday> after,
        List<Move> moves,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** What it is. */
    enum Kind {
        YEAR,
        RECOUNT
    }

    /** Where it stands. */
    enum State {
        PROPOSED("待确认"),
        APPLIED("已生效"),
        ABANDONED("已放弃");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Days that are not the same before and after. */
    public List<ChangedDay> days() {
        return ChangedDay.between(before, after);
    }

    /** What it does, in a few words. */
    public String title() {
        return kind == Kind.RECOUNT
                ? "按现行日历重算"
                : before.isEmpty() ? "录入 %d 年放假安排".formatted(year) : "修改 %d 年放假安排".formatted(year);
    }
}

package safecity.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A date that moves because the calendar changes.
 *
 * @param kind           what moves
 * @param key            id of what moves, for the package that holds it
 * @param number         number of the case
 * @param what           title, task or rung, in words
 * @param from           day after which a changed day bears on the date
 * @param to             last day that bears on it
 * @param before         moment at which it ends or fires as it stands
 * @param after          the same once it was moved; equal to {@code before} where only 暂定 goes
 * @param wasProvisional 暂定 as it stands
 * @param provisional    暂定 once it was moved
 * @param why            in words; empty until the days that changed were looked up
 */
public record Move(
        Kind kind,
        String key,
        String number,
        String what,
        LocalDate from,
        LocalDate to,
        Instant before,
        Instant after,
        boolean wasProvisional,
        boolean provisional,
        String why) {

    /** What can move. */
    public enum Kind {
        /** Deadline of an item as it was first set; the approved one with it as long as it is the same. */
        DEADLINE("整改时限"),
        /** Approved deadline of an item whose deadline was moved since it was set. */
        APPROVED("现行时限"),
        /** Due date of an open task. */
        TASK("任务期限"),
        /** Moment of the next rung of an item's ladder. */
        TIMER("到档提醒"),
        /** Deadline of a row of a list that is no item yet. */
        ROW("待派发条目"),
        /** Day of the timetable of a listed hazard. */
        DUTY("挂牌事项"),
        /** Last day for the answer to a challenge of an acceptance. */
        OBJECTION("异议复核");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Whether it is the deadline of an item, and not only its 暂定 that goes. */
    public boolean movesDeadline() {
        return (kind == Kind.DEADLINE || kind == Kind.APPROVED) && !before.equals(after);
    }

    Move because(String reason) {
        return new Move(kind, key, number, what, from, to, before, after, wasProvisional, provisional, reason);
    }

    /** Last day in time as it stands. */
    public LocalDate dayBefore() {
        return LocalDate.ofInstant(before, WorkingDays.ZONE);
    }

    /** Last day in time once it was moved. */
    public LocalDate dayAfter() {
        return LocalDate.ofInstant(after, WorkingDays.ZONE);
    }
}

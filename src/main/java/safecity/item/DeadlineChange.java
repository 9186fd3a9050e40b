package safecity.item;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One move of an item's approved deadline.
 *
 * @param seq         1 for the first
 * @param cause       why it moved
 * @param before      last day in time until then
 * @param after       last day in time since then
 * @param workingDays how many working days later that is
 * @param reason      in the words of who asked or decided
 * @param decidedBy   Chinese name of who decided, or 系统
 * @param decidedAt   when
 */
public record DeadlineChange(
        int seq,
        Cause cause,
        LocalDate before,
        LocalDate after,
        int workingDays,
        String reason,
        String decidedBy,
        Instant decidedAt) {

    /** What moves a deadline. */
    public enum Cause {
        EXTENSION("延期"),
        PAUSE("挂账"),
        RELISTING("反弹重挂");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }
}

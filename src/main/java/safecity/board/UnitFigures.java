package safecity.board;

import org.jspecify.annotations.Nullable;
import safecity.cockpit.OnTime;

/**
 * What a unit has been responsible for, as of a day.
 *
 * @param unit        code of the unit
 * @param name        its short name
 * @param total       all items that it leads
 * @param open        of these, not closed
 * @param overdue     of the open ones, past the approved deadline while the clock runs
 * @param onTime      how many were closed in time
 * @param averageDays working days from dispatch to closing without those of 挂账, on average of the closed items; null while there are none
 */
public record UnitFigures(
        String unit,
        String name,
        int total,
        int open,
        int overdue,
        OnTime onTime,
        @Nullable Double averageDays) {

    /** Share of the closed items that were closed by the approved deadline, 0 to 1; null while none is closed. */
    public @Nullable Double rate() {
        return onTime.closed() == 0 ? null : (double) onTime.byApproved() / onTime.closed();
    }

    /** {@link #averageDays} with one digit; — while there is none. */
    public String days() {
        return averageDays == null ? "—" : "%.1f".formatted(averageDays);
    }
}

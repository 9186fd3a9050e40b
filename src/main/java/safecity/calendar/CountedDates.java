package safecity.calendar;

import java.util.List;

/** Dates that a package holds and that were counted in working days, so that they follow the calendar. */
public interface CountedDates {

    /**
     * Returns what does not stand where a calendar puts it, in a stable order; changes nothing.
     *
     * @param then the calendar as it would be
     */
    List<Move> moves(WorkingDays then);

    /**
     * Moves its own of the dates in the caller's transaction.
     *
     * @param moves all moves of the change, those of other packages among them
     * @param then  the calendar as it will be
     * @param by    login of who confirmed the change
     * @throws safecity.engine.Refused if a date is no longer where the move takes it from
     */
    void apply(List<Move> moves, WorkingDays then, String by);
}

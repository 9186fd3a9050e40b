package safecity.calendar;

import java.time.Instant;
import java.util.Map;

/** Due dates of open tasks that a package moves when the calendar changes, so that whoever watches the tasks knows it before. */
public interface CountedDues {

    /**
     * Returns when each open task would be due that a calendar moves, by the task's id; changes nothing.
     *
     * @param then the calendar as it would be
     */
    Map<String, Instant> movedDues(WorkingDays then);
}

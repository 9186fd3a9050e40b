package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import safecity.calendar.WorkingDays;
import safecity.item.Grade;

/**
 * What the ladder of an item is counted from.
 *
 * @param listed   whether its listing (挂牌督办) stands, which then sends the documents
 * @param since    when the item was dispatched
 * @param deadline approved deadline
 * @param behind   codes of the rungs that are behind it for that deadline
 * @param tasks    its open tasks
 */
record Watched(
        Grade grade, boolean listed, Instant since, LocalDate deadline, Set<String> behind, List<WatchedTask> tasks) {

    LocalDate sinceDay() {
        return LocalDate.ofInstant(since, WorkingDays.ZONE);
    }
}

package safecity.escalation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.escalation.Ladder.Standing;
import safecity.escalation.Watches.Watch;
import safecity.item.Item;
import safecity.item.Status;

/** What lies ahead of an item at this moment: its own rungs and those of its open tasks. */
@Component
class Outlook {

    private static final Standing NOTHING = new Standing(List.of(), null, null, List.of());

    private final Decisions decisions;
    private final WorkingDays workingDays;
    private final Watches watches;
    private final WatchedTasks tasks;
    private final Clock clock;

    Outlook(Decisions decisions, WorkingDays workingDays, Watches watches, WatchedTasks tasks, Clock clock) {
        this.decisions = decisions;
        this.workingDays = workingDays;
        this.watches = watches;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Returns where the item stands; nowhere while its clock stands still, and once it is closed. */
    Standing of(Item item) {
        @Nullable Watched watched = watched(item);
        return watched == null
                ? NOTHING
                : new Ladder(decisions::inForce, workingDays).standing(watched, clock.instant(), enters(item));
    }

    /** Returns what the item's ladder is counted from; null while its clock stands still, and once it is closed. */
    @Nullable
    Watched watched(Item item) {
        if (item.pausedOn() != null || item.status() == Status.CLOSED) {
            return null;
        }
        return new Watched(
                item.grade(),
                watches.listed(item.id()),
                item.createdAt(),
                item.approvedDeadline(),
                watches.behind(item.id(), item.approvedDeadline()),
                tasks.of(item.number()));
    }

    /** Whether the item was not watched for its deadline until now. */
    boolean enters(Item item) {
        Optional<Watch> watch = watches.find(item.id());
        return watch.isEmpty()
                || watch.get().next() == null
                || !watch.get().deadline().equals(item.approvedDeadline());
    }
}

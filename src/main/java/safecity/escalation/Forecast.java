package safecity.escalation;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.document.DocumentKinds;
import safecity.engine.Decisions;
import safecity.escalation.Ladder.Ahead;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;

/**
 * 将要发生: what the ladder of an item will do until its end if nobody does anything. Counted by the same code and from the same tables as the engine's
 * timers.
 */
@Component
class Forecast {

    private final Decisions decisions;
    private final Outlook outlook;
    private final Recipients recipients;
    private final DocumentKinds documents;
    private final WorkingDays workingDays;
    private final Clock clock;

    Forecast(
            Decisions decisions,
            Outlook outlook,
            Recipients recipients,
            DocumentKinds documents,
            WorkingDays workingDays,
            Clock clock) {
        this.decisions = decisions;
        this.outlook = outlook;
        this.recipients = recipients;
        this.documents = documents;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Returns what lies ahead of an item as far as the viewer may know, the earliest first; nothing while its clock stands still and once it is closed. */
    List<Prospect> of(Item item, Person viewer) {
        @Nullable Watched watched = outlook.watched(item);
        if (watched == null) {
            return List.of();
        }
        Ladder ladder = new Ladder(decisions::inForce, workingDays);
        return ladder.everything(watched, clock.instant(), outlook.enters(item)).stream()
                .filter(ahead -> viewer.seesEverything()
                        || ahead.task() == null
                        || !ahead.task().task().confidential())
                .map(ahead -> prospect(item.id(), ahead))
                .toList();
    }

    /** Says in words what lies ahead of an item. */
    Prospect prospect(long itemId, Ahead ahead) {
        @Nullable Rung rung = ahead.rung();
        if (rung != null) {
            @Nullable String document = rung.document();
            return new Prospect(
                    ahead.at(),
                    rung.lamp(),
                    rung.act(),
                    "",
                    told(itemId, rung.recipients(), null),
                    document == null ? "" : documents.of(document).label());
        }
        @Nullable TaskRung task = ahead.task();
        if (task == null) {
            throw new IllegalArgumentException("Neither a rung of the item nor of a task: " + ahead);
        }
        return new Prospect(
                ahead.at(),
                null,
                task.act(),
                task.task().name(),
                told(itemId, task.recipients(), task.task().unit()),
                "");
    }

    private List<String> told(long itemId, String words, @Nullable String taskUnit) {
        return recipients.of(itemId, words, taskUnit).stream()
                .map(audience -> audience.unit().shortName() + people(audience.role()))
                .distinct()
                .toList();
    }

    private static String people(@Nullable Role role) {
        return role == null ? "" : role == Role.UNIT_HEAD ? "负责人" : "经办";
    }
}

package safecity.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.document.Documents;
import safecity.engine.Processes;
import safecity.engine.Steps;
import safecity.escalation.Ladder.Standing;
import safecity.escalation.Watches.DueDocument;
import safecity.escalation.Watches.Next;
import safecity.escalation.Watches.Watch;
import safecity.item.Item;
import safecity.item.Items;

/** 超期升级: what {@code escalation.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("escalation")
public class EscalationSteps {

    private final Items items;
    private final Outlook outlook;
    private final Watches watches;
    private final Announcements announcements;
    private final Recipients recipients;
    private final Documents documents;
    private final Processes processes;
    private final Clock clock;

    EscalationSteps(
            Items items,
            Outlook outlook,
            Watches watches,
            Announcements announcements,
            Recipients recipients,
            Documents documents,
            Processes processes,
            Clock clock) {
        this.items = items;
        this.outlook = outlook;
        this.watches = watches;
        this.announcements = announcements;
        this.recipients = recipients;
        this.documents = documents;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Notes which rung comes next, the earliest of the item's own and those of its open tasks: of the item's own whose moment is past, the last one,
     * for that is where it stands, and the ones before it are noted as passed. There is none while the item's clock stands still.
     */
    public void findNextRung(long problemId) {
        Item item = items.find(problemId);
        Standing standing = outlook.of(item);
        LocalDate deadline = item.approvedDeadline();
        standing.passed().forEach(rung -> watches.pass(problemId, deadline, rung));
        watches.keep(problemId, new Watch(deadline, standing.next()));
    }

    /** Whether there is a rung to wait for. */
    public boolean rungLeft(long problemId) {
        return watch(problemId).next() != null;
    }

    /** Returns the moment of the next rung; counts it anew if the approved deadline has moved since. */
    public Date nextRungAt(long problemId) {
        if (!watch(problemId).deadline().equals(items.find(problemId).approvedDeadline())) {
            findNextRung(problemId);
        }
        @Nullable Next next = watch(problemId).next();
        return Date.from(next == null ? now() : next.firesAt());
    }

    /**
     * Tells those whom the rungs name that are reached, of the item and of its tasks; nobody if the item was closed or its clock stopped, the rung moved
     * away or is behind it already.
     */
    public void notifyUnit(long problemId) {
        watches.lock(problemId);
        Item item = items.find(problemId);
        Standing standing = outlook.of(item);
        standing.passed().forEach(rung -> watches.pass(problemId, item.approvedDeadline(), rung));
        @Nullable Rung rung = standing.rung();
        if (rung != null && !Objects.requireNonNull(standing.at()).isAfter(now())) {
            announcements.tell(item, rung);
        }
        List<TaskRung> reached = standing.tasks().stream()
                .filter(task -> !task.firesAt().isAfter(now()))
                .toList();
        announcements.tell(item, reached);
    }

    /** Whether a rung that was told calls for a document that is not drafted yet. */
    public boolean documentNeeded(long problemId) {
        return watches.dueDocument(problemId).isPresent();
    }

    /** Drafts the document that the rung calls for; a person decides whether it goes out, as {@code slip.bpmn} says. */
    public void prepareSlip(long problemId) {
        Item item = items.find(problemId);
        DueDocument due = watches.dueDocument(problemId).orElseThrow();
        long slip = documents.draft(
                problemId, due.kind(), recipients.unitOf(problemId, due.to()), announcements.occasion(item));
        watches.drafted(problemId, due, slip);
        processes.start("slip", item.number(), Map.of("problemId", problemId, "slipId", slip));
    }

    private Watch watch(long problemId) {
        return Objects.requireNonNull(
                watches.find(problemId).orElse(null), () -> "Item " + problemId + " is not watched");
    }

    private Instant now() {
        return clock.instant();
    }
}

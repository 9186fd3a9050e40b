package safecity.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.engine.Steps;
import safecity.escalation.Ladder.Standing;
import safecity.escalation.Watches.Watch;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.notice.Outbox;
import safecity.unit.Unit;

/** 逾期升级: what {@code escalation.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("escalation")
public class EscalationSteps {

    private final Items items;
    private final ItemLog timeline;
    private final Ladder ladder;
    private final Watches watches;
    private final Recipients recipients;
    private final Outbox outbox;
    private final Clock clock;

    EscalationSteps(
            Items items,
            ItemLog timeline,
            Ladder ladder,
            Watches watches,
            Recipients recipients,
            Outbox outbox,
            Clock clock) {
        this.items = items;
        this.timeline = timeline;
        this.ladder = ladder;
        this.watches = watches;
        this.recipients = recipients;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Notes which rung comes next for the deadline as it stands now: of those whose moment is past, the last one, for that is where the item stands,
     * and the ones before it are noted as passed; otherwise the first one to come. There is none while the item's clock stands still.
     */
    public void findNextRung(long problemId) {
        Item item = items.find(problemId);
        if (item.pausedOn() != null || item.status() == Status.CLOSED) {
            watches.keep(problemId, new Watch(item.approvedDeadline(), null));
            return;
        }
        Standing standing = Ladder.standing(ladder.of(item), watches.behind(problemId, item.approvedDeadline()), now());
        standing.passed().forEach(rung -> watches.leaveBehind(problemId, item.approvedDeadline(), rung, false));
        watches.keep(problemId, new Watch(item.approvedDeadline(), standing.next()));
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
        @Nullable Rung next = watch(problemId).next();
        return Date.from(next == null ? now() : next.firesAt());
    }

    /** Tells those whom the rung names; nobody if the item was closed, its deadline moved away or the rung is behind it already. */
    public void notifyUnit(long problemId) {
        Item item = items.find(problemId);
        findNextRung(problemId);
        @Nullable Rung rung = watch(problemId).next();
        if (item.status() == Status.CLOSED || rung == null || rung.firesAt().isAfter(now())) {
            return;
        }
        if (watches.leaveBehind(problemId, item.approvedDeadline(), rung, true)) {
            String told = recipients.of(problemId, rung.recipients()).stream()
                    .map(unit -> tell(item, rung, unit))
                    .collect(Collectors.joining("，"));
            timeline.append(problemId, null, rung.act(), told);
        }
    }

    private String tell(Item item, Rung rung, Unit unit) {
        int people = outbox.tellUnit(unit.code(), item.id(), rung.kind(), item.approvedDeadline(), Map.of());
        return people == 0
                ? "%s没有登记邮箱，未能发送邮件".formatted(unit.shortName())
                : "已发邮件通知%s（%d 人）".formatted(unit.shortName(), people);
    }

    private Watch watch(long problemId) {
        return Objects.requireNonNull(
                watches.find(problemId).orElse(null), () -> "Item " + problemId + " is not watched");
    }

    private Instant now() {
        return clock.instant();
    }
}

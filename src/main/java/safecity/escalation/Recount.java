package safecity.escalation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.engine.JobsRehearsed;
import safecity.engine.Processes;
import safecity.engine.Rehearsal;
import safecity.engine.TaskChanged;
import safecity.escalation.Watches.Next;
import safecity.escalation.Watches.Watch;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.Items;

/**
 * Counts the watch of an item anew after its tasks changed, so that its one timer waits for the earliest rung of all. The change is noted in the
 * task's own transaction and worked off by any node afterwards: what loses against a timer that fires at that moment is tried again, and the work of
 * a user never fails for it.
 */
@Component
class Recount {

    private static final Logger log = LoggerFactory.getLogger(Recount.class);

    private static final String WATCH = "escalation";
    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Items items;
    private final Outlook outlook;
    private final Watches watches;
    private final Processes processes;
    private final Rehearsal rehearsal;
    private final TransactionTemplate transaction;

    Recount(
            JdbcClient jdbc,
            Items items,
            Outlook outlook,
            Watches watches,
            Processes processes,
            Rehearsal rehearsal,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.items = items;
        this.outlook = outlook;
        this.watches = watches;
        this.processes = processes;
        this.rehearsal = rehearsal;
        this.transaction = transaction;
    }

    @EventListener
    void note(TaskChanged task) {
        note(task.businessKey());
    }

    /** Has the watch of a case counted anew once this transaction is done; does nothing if the case is no item. */
    void note(String number) {
        jdbc.sql("""
                insert into safecity.escalation_recount (number)
                select :number where exists (select 1 from safecity.item i where i.number = :number)""").param("number", number).update();
    }

    @Scheduled(initialDelayString = "${safecity.recount-poll:PT2S}", fixedDelayString = "${safecity.recount-poll:PT2S}")
    void countInTheBackground() {
        if (!rehearsal.isPlaying()) {
            countNoted();
        }
    }

    @EventListener(JobsRehearsed.class)
    void countInTheRehearsal() {
        countNoted();
    }

    /** Counts what was noted; what fails stays noted. */
    void countNoted() {
        for (String number : noted()) {
            try {
                transaction.executeWithoutResult(status -> count(number));
            } catch (RuntimeException lost) {
                log.info("The watch of {} is counted again later: {}", number, lost.toString());
            }
        }
    }

    private List<String> noted() {
        return jdbc.sql("""
                select number from safecity.escalation_recount group by number order by min(id) limit :most""").param("most", AT_ONCE).query(String.class).list();
    }

    void count(String number) {
        int changes = jdbc.sql("delete from safecity.escalation_recount where number = :number")
                .param("number", number)
                .update();
        Optional<Item> found = items.find(number);
        if (changes == 0 || found.isEmpty()) {
            return;
        }
        watches.lock(found.get().id());
        Item item = items.find(found.get().id());
        @Nullable Watch watch = watches.find(item.id()).orElse(null);
        @Nullable Next next = outlook.of(item).next();
        if (watch == null || Objects.equals(watch.next(), next)) {
            return;
        }
        if (watch.next() == null || next == null || !watch.deadline().equals(item.approvedDeadline())) {
            processes.tell(Deadlines.CLOCK_CHANGED, number, WATCH);
            return;
        }
        watches.keep(item.id(), new Watch(watch.deadline(), next));
        processes.moveTimers(WATCH, number, "rungReached");
    }
}

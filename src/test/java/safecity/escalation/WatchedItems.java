package safecity.escalation;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.engine.Processes;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.notice.Examples;

/** Items of a test's own under watch, on the running engine: starts a watch, runs what is due, and says how each stands. */
final class WatchedItems {

    /** The unit that is responsible for every item here. */
    static final String UNIT = "qu-qi-xiang-ju";

    private final ProcessEngine engine;
    private final Processes processes;
    private final Examples examples;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    WatchedItems(
            ProcessEngine engine,
            Processes processes,
            Examples examples,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.engine = engine;
        this.processes = processes;
        this.examples = examples;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Registers an item with this deadline and starts to watch it. */
    Item watch(LocalDate deadline) {
        return watch(UNIT, deadline);
    }

    /** Registers an item of a unit with this deadline and starts to watch it. */
    Item watch(String unit, LocalDate deadline) {
        Item item = examples.item(unit, deadline);
        transaction.executeWithoutResult(
                status -> processes.start("escalation", item.number(), Map.of("problemId", item.id())));
        return item;
    }

    /** Tells the watch that its item is closed. */
    void close(Item item) {
        transaction.executeWithoutResult(status -> processes.tell("itemClosed", item.number()));
    }

    /** Stops the item's clock from a day on, or lets it run again with null, and tells so. */
    void pause(Item item, @Nullable LocalDate from) {
        jdbc.sql("update safecity.item set paused_on = :from where id = :id")
                .param("from", from, Types.DATE)
                .param("id", item.id())
                .update();
        clockChanged(item);
    }

    /** Tells the watch that its item's clock changed. */
    void clockChanged(Item item) {
        transaction.executeWithoutResult(status -> processes.tell(Deadlines.CLOCK_CHANGED, item.number()));
    }

    /** Runs the jobs of the watch that are due by the clock. */
    void fireWhatIsDue(Item item) {
        new ArrayList<>(jobs(item))
                .stream()
                        .filter(job -> !job.getDuedate()
                                .toInstant()
                                .isAfter(ClockUtil.getCurrentTime().toInstant()))
                        .forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    /** When the watch wakes next; empty if nothing is waited for but the closing. */
    List<Instant> timers(Item item) {
        return jobs(item).stream().map(job -> job.getDuedate().toInstant()).toList();
    }

    private List<Job> jobs(Item item) {
        return instances(item).stream()
                .flatMap(instance ->
                        engine.getManagementService().createJobQuery().processInstanceId(instance).list().stream())
                .toList();
    }

    boolean isRunning(Item item) {
        return processes.runs("escalation", item.number());
    }

    /** Ids of the elements where the watch stands. */
    List<String> isWaitingAt(Item item) {
        return engine.getRuntimeService().getActiveActivityIds(instances(item).get(0));
    }

    private List<String> instances(Item item) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("escalation")
                .processInstanceBusinessKey(item.number())
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    /** Ends the documents that are under way. */
    void endSlips(Item item) {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("slip")
                .processInstanceBusinessKey(item.number())
                .list()
                .forEach(slip -> engine.getRuntimeService().deleteProcessInstance(slip.getId(), "withdrawn"));
    }

    /** The rungs of the item with their outcomes, by name. */
    List<String> rungs(Item item) {
        return jdbc.sql("select rung || ' ' || outcome from safecity.escalation_rung where item_id = :id order by rung")
                .param("id", item.id())
                .query(String.class)
                .list();
    }
}

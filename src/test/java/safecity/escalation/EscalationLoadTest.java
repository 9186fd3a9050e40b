package safecity.escalation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Processes;

/**
 * A thousand items reach a rung in the same minute, and two real job executors work on them, as two nodes do. It is 2015, where no timer of another
 * test is due.
 */
class EscalationLoadTest extends ApplicationTest {

    private static final String INSTANCES =
            "select proc_inst_id_ from act_ru_execution where business_key_ like :run || '%'";

    private static final int ITEMS = 1000;
    private static final int ROLLED_BACK = 20;
    private static final int HELD_BY_A_DEAD_NODE = 25;

    /** A Monday; the fourteen working days of the limit end on Friday 20 March, and on Monday 16 March four of them are left. */
    private static final LocalDate DISPATCHED = LocalDate.of(2015, 3, 2);

    private static final LocalDate REACHED = LocalDate.of(2015, 3, 16);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ManagementService management;

    @Autowired
    private Processes processes;

    private JobExecutor idle;
    private final String run = "LT-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final List<DefaultJobExecutor> nodes = List.of(new DefaultJobExecutor(), new DefaultJobExecutor());

    @BeforeEach
    void aThousandItemsAreWatched() {
        itIs(DISPATCHED, LocalTime.NOON);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into safecity.item (number, title, description, source, place, locality, grade, lead_unit, verifier, goal, measures,
                           person, phone, remark, fingerprint, original_deadline, approved_deadline, provisional, status, created_at, changed_at)
                    select :run || n, '疏散通道堆放杂物', '疏散通道堆放杂物', '专项检查', '某商场', 'huang-cun-zhen', 'ORDINARY', 'qu-ren-fang-ban',
                           'OFFICE', '', '', '', '', '', :run || n, date '2015-03-20', date '2015-03-20', false, 'DISPATCHED', :now, :now
                      from generate_series(1, :items) n""")
                    .param("run", run)
                    .param("items", ITEMS)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            jdbc.sql("""
                    insert into safecity.item_unit (item_id, unit, part)
                    select id, lead_unit, 'LEAD' from safecity.item where number like :run || '%'""").param("run", run).update();
        });
        record Row(long id, String number) {}
        List<Row> rows = jdbc.sql("select id, number from safecity.item where number like :run || '%' order by id")
                .param("run", run)
                .query(Row.class)
                .list();
        transaction.executeWithoutResult(status ->
                rows.forEach(row -> processes.start("escalation", row.number(), Map.of("problemId", row.id()))));
        idle = configuration().getJobExecutor();
        for (DefaultJobExecutor node : nodes) {
            node.setMaxJobsPerAcquisition(20);
            node.setQueueSize(20);
            node.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
            node.setWaitTimeInMillis(100);
            node.setMaxWait(500);
            node.registerProcessEngine((ProcessEngineImpl) engine);
        }
        configuration().setJobExecutor(nodes.get(0)); // while this one is active, the engine lets jobs run
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @AfterEach
    void stopTheNodes() {
        configuration().setJobExecutor(idle);
        for (DefaultJobExecutor node : nodes) {
            node.shutdown();
        }
        jdbc.sql("delete from act_ru_job where process_instance_id_ in (" + INSTANCES + ")")
                .param("run", run)
                .update();
    }

    @Test
    void tells_each_once_with_two_nodes_after_a_rollback_and_a_dead_node() {
        itIs(REACHED, LocalTime.of(8, 31));
        dueJobs(ROLLED_BACK)
                .forEach(job -> transaction.executeWithoutResult(status -> {
                    management.executeJob(job);
                    status.setRollbackOnly();
                }));
        assertThat(told()).as("what is rolled back was not told").isZero();
        dueJobs(HELD_BY_A_DEAD_NODE).forEach(this::holdUntilFiveMinutesLater);

        for (DefaultJobExecutor node : nodes) {
            node.start();
        }
        await().atMost(120, SECONDS).until(this::told, told -> told == ITEMS - HELD_BY_A_DEAD_NODE);
        itIs(REACHED, LocalTime.of(8, 40));
        await().atMost(60, SECONDS).until(this::told, told -> told == ITEMS);

        assertThat(count("safecity.notice n join safecity.item i on i.id = n.item_id", "n.kind = 'due-soon'"))
                .as("one person each")
                .isEqualTo(ITEMS);
        assertThat(count("safecity.item_event e join safecity.item i on i.id = e.item_id", "e.act = '到期预警'"))
                .isEqualTo(ITEMS);
        assertThat(count(
                        "safecity.escalation e join safecity.item i on i.id = e.item_id",
                        "e.rung = '15%' and e.fires_at = timestamptz '2015-03-18 08:30+08'"))
                .as("all wait for the next rung")
                .isEqualTo(ITEMS);
        await().atMost(20, SECONDS).until(() -> timers("2015-03-18 08:30"), timers -> timers == ITEMS);
    }

    private List<String> dueJobs(int most) {
        return jdbc.sql("select id_ from act_ru_job where process_instance_id_ in (" + INSTANCES
                        + ") and lock_owner_ is null order by id_ limit :most")
                .param("run", run)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private void holdUntilFiveMinutesLater(String job) {
        jdbc.sql(
                        "update act_ru_job set lock_owner_ = 'dead', lock_exp_time_ = timestamp '2015-03-16 08:36' where id_ = :job")
                .param("job", job)
                .update();
    }

    private int told() {
        return count(
                "safecity.escalation_rung r join safecity.item i on i.id = r.item_id",
                "r.rung = '30%' and r.outcome = 'SENT'");
    }

    private int timers(String due) {
        return jdbc.sql("select count(*) from act_ru_job where process_instance_id_ in (" + INSTANCES
                        + ") and duedate_ = cast(:due as timestamp)")
                .param("run", run)
                .param("due", due)
                .query(Integer.class)
                .single();
    }

    private int count(String tables, String condition) {
        return jdbc.sql("select count(*) from " + tables + " where i.number like :run || '%' and " + condition)
                .param("run", run)
                .query(Integer.class)
                .single();
    }
}

package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.calendar.Deadline;
import safecity.engine.OpenTasks;
import safecity.item.Item;
import safecity.item.ItemLog;

/** The watch over an item also wakes for its tasks; it is Monday, 2020-06-01, when an item due on Tuesday, 30 June is dispatched to 区城管委. */
class TaskWatchTest extends CaseTest {

    private static final String HEAD = "chengguanwei-head";
    private static final String LOCAL_HEAD = "huangcunzhen-head";
    private static final LocalTime HALF_PAST_EIGHT = LocalTime.of(8, 30);

    @Autowired
    private Recount recount;

    @Autowired
    private RecountNow now;

    @Autowired
    private OpenTasks openTasks;

    @Autowired
    private ItemLog log;

    @Test
    void tells_the_unit_s_head_of_a_task_that_nobody_claims_for_two_working_days() {
        Item item = dispatched();

        assertThat(timers(item)).containsExactly("2020-06-03T08:30");
        itIs(LocalDate.of(2020, 6, 3), LocalTime.of(8, 29));
        runJobs(item);
        assertThat(cases.told(item)).isEmpty();
        morningOf(item, "2020-06-03");

        assertThat(cases.told(item)).containsExactly("task-unclaimed " + HEAD);
        assertThat(entry(item)).isEqualTo("任务无人认领 “签收”。已发邮件通知区城管委（1 人）");
        assertThat(timers(item)).as("signing is due on 8 June").containsExactly("2020-06-09T08:30");
        morningOf(item, "2020-06-04");
        assertThat(cases.told(item)).as("once").hasSize(1);
    }

    @Test
    void tells_unit_and_head_of_a_task_past_a_limit_of_its_own_once() {
        Item item = dispatched();
        cases.claimed(item, CLERK, "signFor");
        now.of(item);

        assertThat(timers(item)).containsExactly("2020-06-09T08:30");
        morningOf(item, "2020-06-09");
        morningOf(item, "2020-06-10");

        assertThat(cases.told(item))
                .containsExactlyInAnyOrder(
                        "task-overdue " + HEAD, "task-overdue " + CLERK, "task-overdue chengguanwei2");
        assertThat(timers(item)).as("seven working days before 30 June").containsExactly("2020-06-18T08:30");
    }

    @Test
    void tells_nobody_of_a_task_that_was_claimed_or_done_in_time() {
        Item item = dispatched();
        cases.claimed(item, CLERK, "signFor");

        morningOf(item, "2020-06-03");
        assertThat(cases.told(item))
                .as("the timer woke, as it was not counted anew")
                .isEmpty();
        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        now.of(item);
        cases.claimed(item, CLERK, "preparePlan");
        now.of(item);
        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept"));
        cases.claimed(item, CLERK, "carryOut");
        now.of(item);
        morningOf(item, "2020-06-10");
        morningOf(item, "2020-06-12");

        assertThat(cases.told(item)).isEmpty();
        assertThat(timers(item)).containsExactly("2020-06-18T08:30");
    }

    @Test
    void leaves_a_task_that_is_due_with_its_item_to_the_item_s_own_ladder() {
        Item item = cases.underWay(wish -> wish.due(new Deadline(LocalDate.of(2020, 6, 3), false)));
        now.of(item);
        cases.claimed(item, CLERK, "carryOut");

        morningOf(item, "2020-06-04");

        assertThat(cases.told(item)).contains("overdue " + CLERK).noneMatch(told -> told.startsWith("task-overdue"));
    }

    @Test
    void rings_anew_for_a_task_that_was_put_back() {
        Item item = dispatched();
        cases.claimed(item, CLERK, "signFor");
        now.of(item);
        assertThat(timers(item)).containsExactly("2020-06-09T08:30");

        openTasks.putBack(cases.step(item, "signFor").taskId(), CLERK);
        now.of(item);

        assertThat(timers(item)).containsExactly("2020-06-03T08:30");
    }

    @Test
    void wakes_for_a_task_that_opens_after_the_last_rung_and_rests_again_when_it_is_done() {
        Item item = dispatched();
        jdbc.sql("""
                insert into safecity.escalation_rung (item_id, deadline, rung, outcome, at)
                values (:id, date '2020-06-30', 'T+15', 'SENT', now())""").param("id", item.id()).update();
        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        cases.claimed(item, CLERK, "preparePlan");
        now.of(item);
        morningOf(item, "2020-06-09");
        assertThat(timers(item)).as("no rung is left").isEmpty();

        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        now.of(item);
        assertThat(timers(item)).as("the plan is to be reviewed until 12 June").containsExactly("2020-06-11T08:30");
        assertThat(process(item, "escalation").isSuspended()).isFalse();

        cases.claimed(item, SUPERVISOR, "reviewPlan");
        now.of(item);
        assertThat(timers(item)).containsExactly("2020-06-15T08:30");
    }

    @Test
    void tells_the_head_of_the_unit_that_works_on_the_task_whichever_that_is() {
        Item item = cases.submitted(wish -> wish.dueInDays(29));
        now.of(item);
        assertThat(cases.step(item, "verify").unit()).isEqualTo("huang-cun-zhen");

        morningOf(item, "2020-06-03");

        assertThat(cases.told(item)).containsExactly("task-unclaimed " + LOCAL_HEAD);
        assertThat(cases.told(item)).doesNotContain("task-unclaimed " + LOCAL_CLERK);
    }

    @Test
    void does_not_ring_for_tasks_while_the_clock_stands_still() {
        Item item = dispatched();
        jdbc.sql("update safecity.item set paused_on = date '2020-06-02' where id = :id")
                .param("id", item.id())
                .update();

        morningOf(item, "2020-06-03");

        assertThat(cases.told(item)).isEmpty();
        assertThat(timers(item)).isEmpty();
    }

    @Test
    void counts_by_itself_what_was_noted_and_keeps_what_fails_for_later() {
        jdbc.sql("delete from safecity.escalation_recount").update();
        Item item = cases.dispatched(wish -> wish.dueInDays(29));
        assertThat(timers(item)).containsExactly("2020-06-18T08:30");

        asOwner()
                .sql(
                        "alter table safecity.escalation add constraint broken check (item_id <> %d or task_id is null) not valid"
                                .formatted(item.id()))
                .update();
        try {
            recount.countNoted();
        } finally {
            asOwner()
                    .sql("alter table safecity.escalation drop constraint broken")
                    .update();
        }
        assertThat(timers(item)).containsExactly("2020-06-18T08:30");

        recount.countNoted();
        assertThat(timers(item)).containsExactly("2020-06-03T08:30");
        assertThat(jdbc.sql("select count(*) from safecity.escalation_recount")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Item dispatched() {
        Item item = cases.dispatched(wish -> wish.dueInDays(29));
        now.of(item);
        return item;
    }

    private void morningOf(Item item, String day) {
        itIs(LocalDate.parse(day), HALF_PAST_EIGHT);
        runJobs(item);
    }

    private String entry(Item item) {
        ItemLog.Entry latest = log.of(item.id()).get(0);
        return latest.act() + " " + latest.detail();
    }

    private List<String> timers(Item item) {
        String watch = process(item, "escalation").getId();
        return engine.getManagementService().createJobQuery().processInstanceId(watch).list().stream()
                .map(Job::getDuedate)
                .map(due -> LocalDateTime.ofInstant(due.toInstant(), SHANGHAI).toString())
                .toList();
    }
}

package safecity.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** What does not happen to an item, and what is not said of it, while its clock stands still past its deadline. */
class StandstillTest extends PauseCase {

    /** A Friday after the deadline and before the review date. */
    private static final LocalDate PAST = LocalDate.of(2020, 7, 3);

    private Item pausedPastItsDeadline() {
        Item item = paused();
        tenOClockOn(PAST);
        return item;
    }

    @Test
    void nothing_escalates() {
        Item item = pausedPastItsDeadline();

        runJobs(item);

        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("overdue") || told.startsWith("due-soon"));
        assertThat(timeline(item)).doesNotContain("超期通知", "到期提醒");
    }

    @Test
    void tasks_of_the_unit_have_no_due_date_and_get_the_new_deadline_afterwards() {
        Item item = paused();
        assertThat(cases.step(item, "carryOut").due()).isNull();
        tenOClockOn(PAST);
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        assertThat(cases.step(item, "submitEvidence").due()).isNull();
        assertThat(overdueInTasklist(item)).isZero();

        theReviewDateHasCome();
        runJobs(item);

        assertThat(due(item, "submitEvidence").toLocalDate()).isEqualTo(LATER);
    }

    @Test
    void limits_of_its_own_that_a_task_of_the_unit_has_stand_still_as_well_but_not_those_of_others() {
        tenOClockOn(DECIDED);
        Item item = cases.signedFor(wish -> wish);
        assertThat(due(item, "preparePlan").toLocalDate()).isEqualTo(LocalDate.of(2020, 6, 30));
        ask(item, REVIEW);
        agree(item, REVIEW);
        assertThat(cases.step(item, "preparePlan").due()).isNull();

        theReviewDateHasCome();
        runJobs(item);

        assertThat(due(item, "preparePlan").toLocalDate()).isEqualTo(LocalDate.of(2020, 7, 13));
        assertThat(remaining(item)).isEqualTo("剩余 21 个工作日");

        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        ask(item, LocalDate.of(2020, 7, 20));
        agree(item, LocalDate.of(2020, 7, 20));
        assertThat(due(item, "reviewPlan").toLocalDate()).isEqualTo(LocalDate.of(2020, 7, 9));
    }

    @Test
    void a_limit_of_its_own_that_begins_meanwhile_runs_from_the_day_on_which_the_clock_runs_again() {
        tenOClockOn(DECIDED);
        Item item = cases.signedFor(wish -> wish);
        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        ask(item, REVIEW);
        agree(item, REVIEW);
        tenOClockOn(LocalDate.of(2020, 6, 24));

        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "return", "reasons", "措施要具体"));
        assertThat(cases.step(item, "preparePlan").due()).isNull();
        assertThat(overdueInTasklist(item)).isZero();
        theReviewDateHasCome();
        runJobs(item);

        assertThat(due(item, "preparePlan").toLocalDate())
                .as("five working days")
                .isEqualTo(LocalDate.of(2020, 7, 13));
    }

    @Test
    void its_pages_show_that_it_is_paused_and_what_was_left() throws Exception {
        Item item = pausedPastItsDeadline();

        Document page = read(answer(get("/items/{number}", item.number()), CLERK));
        assertThat(page.select(".sc-item-head .sc-lamp").text()).isEqualTo("‖挂账");
        assertThat(page.select(".sc-key").text()).contains("挂账中，剩余 6 个工作日").doesNotContain("超期");
        assertThat(page.select("#pause-part").attr("hx-get")).isEqualTo("/items/" + item.number() + "/pause");
        assertThat(panel(item, CLERK).text())
                .contains("2020-06-22 起计时暂停", "2020-07-06 08:30 自动恢复，剩余 6 个工作日", "道路改造方案待市级批复", "情况属实");

        assertThat(listed(item, "")).isEqualTo("‖挂账 挂账中，剩余 6 个工作日");
        assertThat(listed(item, "&view=paused")).isNotEmpty();
        assertThat(listed(item, "&lamp=PAUSED")).isNotEmpty();
        assertThat(listed(item, "&view=overdue")).isEmpty();
        assertThat(listed(item, "&lamp=RED")).isEmpty();
        tenOClockOn(DECIDED);
        assertThat(listed(item, "&view=soon")).isEmpty();

        String task = cases.step(item, "carryOut").taskId();
        String card = answer(get("/tasks/cards").param("ids", task), CLERK).getContentAsString(StandardCharsets.UTF_8);
        assertThat(card).contains("\"lamp\":\"挂账\"", "\"remaining\":\"挂账中，剩余 6 个工作日\"");
        assertThat(read(answer(get("/tasks/{task}/dossier", task), CLERK)).text())
                .contains("‖ 挂账", "挂账中，剩余 6 个工作日");
    }

    private String listed(Item item, String more) {
        Document list = read(answer(get("/items?q=" + item.number() + more), SUPERVISOR));
        return list.select("tbody .sc-lamp, tbody .sc-left").text();
    }

    @Test
    void a_submission_refused_meanwhile_goes_back_to_the_unit_without_a_due_date() {
        Item item = pausedPastItsDeadline();
        cases.carryOutAndSubmit(item);

        cases.verify(item, "refuse");

        assertThat(cases.step(item, "carryOut").due()).isNull();
        assertThat(mail(item, "returned")).contains("（挂账中，计时暂停）");
    }

    private String mail(Item item, String kind) {
        return jdbc.sql("select text from safecity.notice where item_id = :id and kind = :kind limit 1")
                .param("id", item.id())
                .param("kind", kind)
                .query(String.class)
                .single();
    }

    @Test
    void a_plan_may_end_after_the_deadline_that_does_not_run() {
        tenOClockOn(DECIDED);
        Item item = cases.signedFor(wish -> wish.dueInDays(9));
        ask(item, REVIEW);
        agree(item, REVIEW);

        Map<String, Object> plan = cases.planOf(item);
        plan.put("finishOn", "2020-07-10");
        cases.complete(item, CLERK, "preparePlan", plan);

        assertThat(cases.at(item)).contains("reviewPlan");
    }

    private long overdueInTasklist(Item item) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(item.number())
                .taskCandidateGroup(LEAD)
                .includeAssignedTasks()
                .dueBefore(Date.from(clock.instant()))
                .count();
    }
}

package safecity.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.Decisions;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.unit.Units;

/** Who may ask for a pause, when, how often and how long. */
class PauseRulesTest extends PauseCase {

    @Autowired
    private Decisions decisions;

    @ParameterizedTest
    @CsvSource({
        "DISPATCHED, false, ORDINARY, false, 签收后才能申请挂账, 0, 0, 0",
        "HANDED_BACK, false, MAJOR, false, 签收后才能申请挂账, 0, 0, 0",
        "SUBMITTED, false, ORDINARY, false, 已提交核查，不能再挂账, 0, 0, 0",
        "VERIFIED, true, ORDINARY, false, 已提交核查，不能再挂账, 0, 0, 0",
        "CLOSED, false, ORDINARY, false, 已销号，不能再挂账, 0, 0, 0",
        "RECTIFYING, true, ORDINARY, false, 已超过整改时限，不能挂账；挂账须在到期前提出, 0, 0, 0",
        "RECTIFYING, false, MAJOR, false, 重大隐患不能挂账，确需更多时间的请申请延期, 0, 0, 0",
        "PLANNING, false, ORDINARY, true, '', 60, 2, 5",
        "RECTIFYING, false, ORDINARY, true, '', 60, 2, 5",
    })
    void table_says_for_every_status_and_grade_whether_and_how_long(
            String status, boolean overdue, String grade, boolean may, String why, int days, int times, int reminder) {
        assertThat(decisions.decide("pause", Map.of("status", status, "overdue", overdue, "grade", grade)))
                .isEqualTo(Map.of(
                        "mayPause", may,
                        "whyNot", why,
                        "longestWorkingDays", days,
                        "mostTimes", times,
                        "reminderWorkingDays", reminder));
    }

    @Test
    void button_is_there_for_the_responsible_unit_and_says_why_it_is_closed() {
        Item item = cases.dispatched();
        assertButton(item, CLERK, "签收后才能申请挂账");
        assertThat(panel(item, LOCAL_CLERK).text()).isEmpty();
        assertThat(panel(item, SUPERVISOR).text()).isEmpty();

        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        assertThat(panel(item, COLLEAGUE).select("button:not([disabled])").text())
                .isEqualTo("申请挂账");

        tenOClockOn(DEADLINE);
        assertThat(panel(item, CLERK).select("button:not([disabled])")).hasSize(1);
        tenOClockOn(DEADLINE.plusDays(1));
        assertButton(item, CLERK, "已超过整改时限，不能挂账；挂账须在到期前提出");
        assertThat(read(begin(item, CLERK)).select("[role=alert]").text())
                .isEqualTo(item.number() + " 已超过整改时限，不能挂账；挂账须在到期前提出");
        assertThat(process(item, "pause")).isNull();
    }

    private void assertButton(Item item, String login, String why) {
        Document panel = panel(item, login);
        assertThat(panel.select("button[disabled]").text()).isEqualTo("申请挂账");
        assertThat(panel.select("button + span").text()).isEqualTo(why);
    }

    @Test
    void leads_whoever_begins_to_the_task_and_back_to_it() {
        Item item = underWay();

        String first = begin(item, CLERK).getHeader("HX-Redirect");
        String again = begin(item, CLERK).getHeader("HX-Redirect");

        assertThat(first)
                .isEqualTo("/camunda/app/tasklist/default/#/?task="
                        + cases.step(item, "ask").taskId());
        assertThat(again).isEqualTo(first);
        assertThat(cases.step(item, "ask").assignee()).isEqualTo(CLERK);
        assertThat(read(begin(item, COLLEAGUE)).select("[role=alert]").text()).contains("已有一项挂账申请（填写中），不能同时再申请");
        assertThat(form(item, "ask").get("conditions"))
                .isEqualTo("现行时限 2020-07-01。一次挂账最长 60 个工作日，复核日期最晚 2020-09-15；每个问题最多 2 次，已挂账 0 次。");
    }

    @Test
    void refuses_a_request_without_reason_control_or_a_working_day_within_the_longest_pause() {
        Item item = underWay();
        begin(item, CLERK);

        assertAskRefused(item, "decision", "later", "请在表单中选择办理意见");
        assertAskRefused(item, "category", "", "请选择原因类别");
        assertAskRefused(item, "category", "原".repeat(60), "不在列表中");
        assertAskRefused(item, "explanation", " ", "请填写情况说明");
        assertAskRefused(item, "controls", "", "请填写挂账期间的管控措施");
        assertAskRefused(item, "reviewOn", "", "请填写复核日期");
        assertAskRefused(item, "reviewOn", "下个月", "复核日期“下个月”不是日期");
        assertAskRefused(item, "reviewOn", "2020-06-22", "复核日期 2020-06-22 不晚于今天");
        assertAskRefused(item, "reviewOn", "2020-06-26", "复核日期 2020-06-26 是休息日，请改为工作日，例如 2020-06-24");
        assertAskRefused(item, "reviewOn", "2020-09-16", "复核日期 2020-09-16 太晚，一次挂账最长 60 个工作日，请填写不晚于 2020-09-15 的工作日");
        cases.complete(item, CLERK, "ask", request("2020-09-15"));

        assertRefused(item, "复核日期 2020-06-27 是休息日", () -> agree(item, LocalDate.of(2020, 6, 27)));
        agree(item, REVIEW);
        assertThat(panel(item, SUPERVISOR).text()).contains("2020-07-06 08:30 自动恢复，剩余 6 个工作日");
    }

    private void assertAskRefused(Item item, String field, String value, String words) {
        Map<String, Object> fields = new HashMap<>(request(REVIEW.toString()));
        fields.put(field, value);
        assertRefused(item, words, () -> cases.complete(item, CLERK, "ask", fields));
    }

    @Test
    void is_refused_if_the_deadline_passed_before_the_office_decided() {
        Item item = underWay();
        ask(item, REVIEW);

        tenOClockOn(DEADLINE.plusDays(1));

        assertRefused(item, "已超过整改时限，不能挂账", () -> agree(item, REVIEW));
    }

    @Test
    void comes_twice_for_an_item_and_not_while_it_is_paused() {
        Item item = paused();
        assertThat(panel(item, CLERK).select("button").eachText()).containsExactly("提前恢复计时");
        assertThat(read(begin(item, CLERK)).select("[role=alert]").text()).contains("正在挂账，计时已暂停");
        resume(item, CLERK, "批复已到");

        ask(item, REVIEW);
        assertThat(form(item, "decide").get("request")).asString().contains("此前已挂账 1 次");
        agree(item, REVIEW);
        resume(item, SUPERVISOR, "批复已到");

        assertButton(item, CLERK, "已挂账 2 次，每个问题最多 2 次");
    }

    @Test
    void is_decided_by_the_leading_group_where_the_office_itself_is_responsible() {
        Item item = cases.dispatched(wish -> wish.ledBy(Units.OFFICE));
        cases.complete(item, SUPERVISOR, "signFor", Map.of("decision", "signFor"));

        begin(item, SUPERVISOR);
        cases.complete(item, SUPERVISOR, "ask", request(REVIEW.toString()));

        assertThat(cases.step(item, "decide").unit()).isEqualTo(Units.LEADING_GROUP);
        assertRefused(
                item,
                "不能审批本单位的挂账申请",
                () -> cases.submit(
                        handedTo(item, SUPERVISOR),
                        SUPERVISOR,
                        Map.of("decision", "agree", "reviewOn", REVIEW.toString())));
    }

    private CurrentStep handedTo(Item item, String login) {
        engine.getTaskService().setAssignee(cases.step(item, "decide").taskId(), login);
        return cases.step(item, "decide");
    }

    @Test
    void concerns_nobody_who_takes_no_part() {
        Item item = paused();

        assertThat(answer(get("/items/{number}/pause", item.number()), OTHER_CLERK)
                        .getStatus())
                .isEqualTo(404);
        assertThat(begin(item, OTHER_CLERK).getStatus()).isEqualTo(404);
        assertThat(resume(item, OTHER_CLERK, "无").getStatus()).isEqualTo(404);
        assertThat(begin(item, LOCAL_CLERK).getStatus()).isEqualTo(403);
        assertThat(resume(item, LOCAL_CLERK, "无").getStatus()).isEqualTo(403);
        assertThat(panel(item, LOCAL_CLERK).select("form, button")).isEmpty();
        assertThat(cases.now(item).pausedOn()).isEqualTo(DECIDED);
    }

    @Test
    void begins_once_for_two_people_at_once() {
        Item item = underWay();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> begin(item, CLERK)),
                        CompletableFuture.runAsync(() -> begin(item, COLLEAGUE)))
                .join();

        assertThat(cases.at(item)).filteredOn("ask"::equals).hasSize(1);
        assertThat(process(item, "pause")).isNotNull();
    }

    @Test
    void ends_once_for_two_people_at_once_and_says_so_to_the_slower() {
        Item item = paused();
        tenOClockOn(REVIEW.minusDays(3));

        assertThat(read(resume(item, CLERK, " ")).select("[role=alert]").text()).isEqualTo("请填写提前恢复的理由");
        List<CompletableFuture<String>> both = List.of(
                CompletableFuture.supplyAsync(() -> answerTo(item, CLERK)),
                CompletableFuture.supplyAsync(() -> answerTo(item, SUPERVISOR)));

        assertThat(both.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder("", item.number() + " 没有挂账，或已恢复计时。请刷新后再看");
        assertThat(timeline(item)).filteredOn("恢复计时"::equals).hasSize(1);
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 13));
    }

    private String answerTo(Item item, String login) {
        return read(resume(item, login, "批复已到")).select("[role=alert]").text();
    }
}

package safecity.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Walks;
import safecity.item.DeadlineChange;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.Lamp;
import safecity.item.Status;

/** A pause from the request to the day on which the clock goes on. */
@Walks("pause")
class PauseProcessTest extends PauseCase {

    @Autowired
    private Deadlines deadlines;

    @Test
    void stands_still_until_its_review_date_and_then_goes_on_by_itself_with_the_time_that_was_left() {
        Item item = underWay();
        assertThat(remaining(item)).isEqualTo("剩余 6 个工作日");

        ask(item, REVIEW);
        assertThat(cases.step(item, "decide").unit()).isEqualTo("qu-chuang-an-ban");
        assertThat(form(item, "decide").get("request")).asString().contains("需上级审批", "设围挡，每日巡查", "剩余 6 个工作日");
        agree(item, REVIEW);

        assertThat(cases.now(item).pausedOn()).isEqualTo(DECIDED);
        assertThat(cases.told(item)).contains("paused chengguanwei");
        itIs(LocalDate.of(2020, 6, 29), LocalTime.of(8, 29));
        runJobs(item);
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("pause-review"));
        itIs(LocalDate.of(2020, 6, 29), LocalTime.of(8, 30));
        runJobs(item);
        assertThat(cases.told(item)).contains("pause-review duban").doesNotContain("pause-review chengguanwei");
        assertThat(remaining(item)).isEqualTo("挂账中，剩余 6 个工作日");

        theReviewDateHasCome();
        runJobs(item);

        assertThat(process(item, "pause")).isNull();
        assertThat(cases.now(item).pausedOn()).isNull();
        assertThat(cases.now(item).originalDeadline()).isEqualTo(DEADLINE);
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LATER);
        assertThat(remaining(item)).isEqualTo("剩余 6 个工作日");
        assertThat(deadlines.changes(item.id()))
                .extracting(DeadlineChange::cause, DeadlineChange::workingDays, DeadlineChange::decidedBy)
                .containsExactly(tuple(DeadlineChange.Cause.PAUSE, 9, "系统"));
        assertThat(cases.told(item)).contains("resumed chengguanwei", "resumed duban");
        assertThat(timeline(item)).containsSubsequence("恢复计时", "挂账复核提醒", "同意挂账", "申请挂账");
    }

    @Test
    void counts_from_its_review_date_if_nobody_was_there_to_wake_it() {
        Item item = paused();

        tenOClockOn(REVIEW.plusDays(3));
        runJobs(item);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LATER);
        assertThat(remaining(item)).isEqualTo("剩余 3 个工作日");
        assertThat(panel(item, CLERK).text()).contains("2020-07-06 恢复计时");
    }

    @Test
    void is_not_reminded_of_if_it_is_shorter_than_the_reminder_comes_ahead() {
        Item item = underWay();
        ask(item, LocalDate.of(2020, 6, 24));
        agree(item, LocalDate.of(2020, 6, 24));

        runJobs(item);

        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("pause-review"));
        assertThat(cases.now(item).pausedOn()).isEqualTo(DECIDED);
    }

    @Test
    void goes_on_earlier_when_the_office_or_the_unit_says_so() {
        Item item = paused();

        tenOClockOn(LocalDate.of(2020, 6, 28));
        assertThat(resume(item, CLERK, "批复已到").getHeader("HX-Refresh")).isEqualTo("true");

        assertThat(process(item, "pause")).isNull();
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 6));
        assertThat(remaining(item)).isEqualTo("剩余 6 个工作日");
        assertThat(log.of(item.id()).get(0).detail()).isEqualTo("现行时限由 2020-07-01 顺延 3 个工作日至 2020-07-06。提前恢复：批复已到");
        theReviewDateHasCome();
        runJobs(item);
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 6));
    }

    @Test
    void leaves_the_deadline_where_it_is_if_it_is_resumed_on_the_same_day() {
        Item item = paused();

        resume(item, SUPERVISOR, "经核实无需挂账");

        assertThat(cases.now(item).pausedOn()).isNull();
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(DEADLINE);
        assertThat(deadlines.changes(item.id())).isEmpty();
        assertThat(due(item, "carryOut").toLocalDate()).isEqualTo(DEADLINE);
    }

    @Test
    void is_given_up_by_whoever_began_it() {
        Item item = underWay();
        begin(item, CLERK);

        cases.complete(item, CLERK, "ask", Map.of("decision", "withdraw"));

        assertThat(process(item, "pause")).isNull();
        assertThat(panel(item, CLERK).select(".sc-verdict").text()).isEqualTo("已放弃");
        assertThat(panel(item, CLERK).select("button").hasAttr("disabled")).isFalse();
    }

    @Test
    void is_declined_with_reasons_and_the_clock_runs_on() {
        Item item = underWay();
        ask(item, REVIEW);

        assertRefused(
                item, "不同意挂账必须写明理由", () -> cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "decline")));
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "decline", "opinion", "可先行设置围挡"));

        assertThat(process(item, "pause")).isNull();
        assertThat(cases.now(item).pausedOn()).isNull();
        assertThat(cases.told(item)).contains("pause-declined chengguanwei");
        assertThat(panel(item, CLERK).text()).contains("不同意", "可先行设置围挡");
    }

    @Test
    void lapses_when_nobody_submits_it_so_that_a_colleague_can_ask() {
        Item item = underWay();
        begin(item, CLERK);
        assertThat(panel(item, "chengguanwei2").select("button").hasAttr("disabled"))
                .isTrue();

        tenOClockOn(DECIDED.plusDays(14));
        runJobs(item);

        assertThat(process(item, "pause")).isNull();
        assertThat(timeline(item)).contains("挂账申请作废");
    }

    @Test
    void ends_with_its_item_which_is_not_closed_late_for_the_time_that_it_stood_still() {
        Item item = paused();

        tenOClockOn(LocalDate.of(2020, 7, 3));
        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.reassess(item, "effective");

        assertThat(process(item, "pause")).isNull();
        Item closed = cases.now(item);
        assertThat(closed.status()).isEqualTo(Status.CLOSED);
        assertThat(closed.pausedOn()).isNull();
        assertThat(closed.approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 13));
        assertThat(lamps.limit(LocalDate.now(clock), closed).closedLate()).isFalse();
        assertThat(lamps.limit(LocalDate.now(clock), closed).lamp()).isEqualTo(Lamp.GREY);
        assertThat(timeline(item)).startsWith("挂账结束", "销号");
        theReviewDateHasCome();
        runJobs(item);
        assertThat(cases.now(item)).isEqualTo(closed);
    }

    @Test
    void ends_with_its_item_while_it_waits_for_a_decision() {
        Item item = underWay();
        ask(item, REVIEW);

        cases.carryOutAndSubmit(item);
        assertRefused(item, "已提交核查，不能再挂账", () -> agree(item, REVIEW));
        cases.verify(item, "accept");
        cases.reassess(item, "effective");

        assertThat(process(item, "pause")).isNull();
        assertThat(cases.at(item)).isEmpty();
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(DEADLINE);
    }
}

package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Due dates whose days stand in a decision table or a list, follow the item's deadline, or were put off by a pause, under another calendar. */
class TaskReplayTest extends CalendarCase {

    /** A Monday; with 20 working days the last one is Monday 1 March, if only weekends are free. */
    private static final LocalDate FOUND = LocalDate.of(2027, 2, 1);

    @Autowired
    private ItemLog log;

    @Autowired
    private Documents documents;

    @Autowired
    private DocumentRegister register;

    @Autowired
    private Processes processes;

    @Autowired
    private OpenTasks openTasks;

    private Item underWay() {
        tenOClockOn(FOUND);
        return cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
    }

    private void askForMoreTime(Item item, int days) throws Exception {
        answer(post("/items/{number}/extensions", item.number()), CLERK);
        cases.complete(
                item,
                CLERK,
                "ask",
                Map.of("decision", "submit", "askedDays", days, "reason", "汛期", "controlMeasures", "设围挡"));
        cases.complete(item, LOCAL_CLERK, "giveOpinion", Map.of("decision", "support", "opinion", "已落实"));
    }

    private void pause(Item item, String reviewOn) throws Exception {
        answer(post("/items/{number}/pause", item.number()), CLERK);
        cases.complete(
                item,
                CLERK,
                "ask",
                Map.of(
                        "decision", "submit",
                        "category", "需上级审批",
                        "explanation", "待批复",
                        "controls", "每日巡查",
                        "reviewOn", reviewOn));
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "agree", "reviewOn", reviewOn));
    }

    private void theReviewDateHasCome(Item item, String day) {
        itIs(day(day), LocalTime.of(8, 30));
        runJobs(item);
    }

    private List<String> adjustments(Item item) {
        return log.of(item.id()).stream()
                .filter(entry -> entry.act().equals("日历调整"))
                .map(ItemLog.Entry::detail)
                .toList();
    }

    private static List<String> days(List<String> moves) {
        return moves.stream()
                .map(move -> String.join(" ", List.of(move.split(" ")).subList(0, 3)))
                .toList();
    }

    @Test
    void the_last_day_to_ask_for_more_time_follows_the_deadline() throws Exception {
        Item item = underWay();
        answer(post("/items/{number}/extensions", item.number()), CLERK);
        assertThat(due(item, "ask")).isEqualTo("2027-02-24T23:59:59");

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(days(movesOf(change, item))).contains("TASK 2027-02-24 2027-03-02");
        assertThat(due(item, "ask")).as("not before it is confirmed").isEqualTo("2027-02-24T23:59:59");
        confirm(change);
        assertThat(due(item, "ask")).isEqualTo("2027-03-02T23:59:59");
        assertThat(adjustments(item))
                .anyMatch(detail -> detail.startsWith("任务“提出延期申请”的期限由 2027-02-24 调整为 2027-03-02。原因："));
    }

    @Test
    void the_days_for_the_decision_on_more_time_are_counted_anew() throws Exception {
        Item item = underWay();
        tenOClockOn(day("2027-02-12"));
        askForMoreTime(item, 5);
        assertThat(due(item, "decide")).isEqualTo("2027-02-17T23:59:59");

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(days(movesOf(change, item))).contains("TASK 2027-02-17 2027-02-23");
        confirm(change);
        assertThat(due(item, "decide")).isEqualTo("2027-02-23T23:59:59");
    }

    @Test
    void an_extended_deadline_keeps_the_working_days_that_it_was_given() throws Exception {
        Item item = underWay();
        tenOClockOn(day("2027-02-12"));
        askForMoreTime(item, 5);
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "grant", "grantedDays", 5, "opinion", "同意"));
        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2027-03-08");
        assertThat(due(item, "carryOut")).isEqualTo("2027-03-08T23:59:59");

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(days(movesOf(change, item)))
                .contains(
                        "DEADLINE 2027-03-01 2027-03-05",
                        "APPROVED 2027-03-08 2027-03-12",
                        "TASK 2027-03-08 2027-03-12");
        confirm(change);
        Item moved = cases.now(item);
        assertThat(moved.originalDeadline()).isEqualTo("2027-03-05");
        assertThat(moved.approvedDeadline()).isEqualTo("2027-03-12");
        assertThat(moved.provisional()).isFalse();
        assertThat(due(item, "carryOut")).isEqualTo("2027-03-12T23:59:59");
        assertThat(adjustments(item)).anyMatch(detail -> detail.startsWith("现行时限由 2027-03-08 调整为 2027-03-12。原因："));
    }

    @Test
    void an_extended_deadline_stays_provisional_until_its_own_year_is_there() throws Exception {
        tenOClockOn(day("2026-11-30"));
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
        askForMoreTime(item, 10);
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "grant", "grantedDays", 10, "opinion", "同意"));
        assertThat(cases.now(item).approvedDeadline()).isAfter("2027-01-01");
        assertThat(cases.now(item).provisional()).isTrue();

        CalendarChange other = changeAt(redirect(post("/calendar/days")
                .param("year", "2026")
                .param("day", "2026-11-23")
                .param("kind", "holiday")
                .param("name", "演练")
                .param("source", SOURCE)));

        assertThat(movesOf(other, item)).isEmpty();
        confirm(other);
        assertThat(cases.now(item).provisional()).isTrue();
        confirm(proposed(2027, YEAR_2027));
        assertThat(cases.now(item).provisional()).isFalse();
    }

    @Test
    void a_task_that_a_pause_put_off_is_not_pulled_back_by_a_calendar() throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.signedFor(wish -> wish.dueInWorkingDays(20, workingDays));
        tenOClockOn(day("2027-02-03"));
        pause(item, "2027-02-08");
        theReviewDateHasCome(item, "2027-02-08");
        assertThat(due(item, "preparePlan"))
                .as("3 working days later than 8 February")
                .isEqualTo("2027-02-11T23:59:59");

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(movesOf(change, item)).noneMatch(move -> move.startsWith("TASK"));
        confirm(change);
        assertThat(due(item, "preparePlan")).isEqualTo("2027-02-11T23:59:59");
    }

    @Test
    void a_task_of_a_paused_item_has_the_days_that_were_left_when_it_runs_again_under_another_calendar()
            throws Exception {
        tenOClockOn(day("2027-02-10"));
        Item item = cases.signedFor(wish -> wish.dueInWorkingDays(20, workingDays));
        assertThat(due(item, "preparePlan")).isEqualTo("2027-02-17T23:59:59");
        tenOClockOn(day("2027-02-11"));
        pause(item, "2027-02-24");

        tenOClockOn(day("2027-02-12"));
        confirm(proposed(2027, YEAR_2027));
        assertThat(cases.step(item, "preparePlan").due()).isNull();
        theReviewDateHasCome(item, "2027-02-24");

        assertThat(due(item, "preparePlan")).as("4 of 5 were left").isEqualTo("2027-03-02T23:59:59");
    }

    @Test
    void the_days_to_reply_to_a_document_are_counted_anew_and_never_end_before_the_day_that_it_names()
            throws Exception {
        Item item = underWay();
        tenOClockOn(day("2027-02-10"));
        long slip = transaction.execute(status -> {
            long id = documents.draft(item.id(), "listing-notice", item.leadUnit(), "该问题须挂牌督办");
            processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", id));
            return id;
        });
        cases.complete(item, "lingdao", "decideIssue", Map.of("decision", "issue"));
        cases.complete(item, CLERK, "signForSlip", Map.of());
        LocalDate named = register.find(slip).replyBy();
        assertThat(named).isEqualTo("2027-02-24");
        assertThat(due(item, "reply").toLocalDate()).isEqualTo(named);

        CalendarChange change = proposed(2027, YEAR_2027);
        assertThat(days(movesOf(change, item))).contains("TASK 2027-02-24 2027-03-02");
        confirm(change);
        assertThat(due(item, "reply")).isEqualTo("2027-03-02T23:59:59");
        assertThat(register.find(slip).replyBy())
                .as("what went out stays as it is")
                .isEqualTo(named);

        CalendarChange back = proposed(2027, """
                date,kind,name,source
                2027-02-20,workday,补班,%1$s
                2027-10-01,holiday,国庆节,%1$s
                """.formatted(SOURCE));
        assertThat(days(movesOf(back, item))).contains("TASK 2027-03-02 2027-02-24");
        confirm(back);
        assertThat(due(item, "reply").toLocalDate())
                .as("ten working days end on 23 February now")
                .isEqualTo(named);
    }

    @Test
    void what_was_opened_before_its_counting_was_kept_is_counted_as_its_model_says() throws Exception {
        tenOClockOn(day("2027-02-10"));
        Item item = cases.signedFor(wish -> wish.dueInWorkingDays(20, workingDays));
        jdbc.sql(
                        "update safecity.open_task set due_kind = null, due_from = null, due_days = null where business_key = :number")
                .param("number", item.number())
                .update();

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(days(movesOf(change, item))).contains("TASK 2027-02-17 2027-02-23");
        confirm(change);
        assertThat(due(item, "preparePlan")).isEqualTo("2027-02-23T23:59:59");
    }

    @Test
    void a_task_that_happens_to_be_due_on_the_day_of_the_deadline_keeps_its_own_limit_when_that_moves()
            throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
        tenOClockOn(day("2027-02-12"));
        answer(post("/items/{number}/extensions", item.number()), CLERK);
        tenOClockOn(day("2027-02-24"));
        cases.complete(
                item,
                CLERK,
                "ask",
                Map.of("decision", "submit", "askedDays", 5, "reason", "汛期", "controlMeasures", "设围挡"));
        cases.complete(item, LOCAL_CLERK, "giveOpinion", Map.of("decision", "support", "opinion", "已落实"));
        assertThat(due(item, "decide")).isEqualTo("2027-03-01T23:59:59");
        String decide = cases.step(item, "decide").taskId();

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(days(movesOf(change, item)))
                .contains("TASK 2027-03-01 2027-03-05")
                .hasSize(3);
        confirm(change);
        assertThat(due(item, "carryOut")).isEqualTo("2027-03-05T23:59:59");
        assertThat(due(item, "decide"))
                .as("three working days from 24 February")
                .isEqualTo("2027-03-01T23:59:59");
        assertThat(openTasks.of(process(item, "extension").getId())).contains(decide);
    }
}

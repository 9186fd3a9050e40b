package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.engine.Processes;
import safecity.item.Item;

/** Due dates whose days stand in a decision table or a list, or hang on the item's deadline, under another calendar. */
class TaskReplayTest extends CalendarCase {

    @Autowired
    private Documents documents;

    @Autowired
    private DocumentRegister register;

    @Autowired
    private Processes processes;

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
}

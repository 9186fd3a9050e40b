package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.OpenTasks;
import safecity.escalation.RecountNow;
import safecity.item.Item;

/** Deadlines that were moved later, by an extension or a pause, and the tasks with them, under another calendar. */
class PutOffReplayTest extends CalendarCase {

    @Autowired
    private OpenTasks openTasks;

    @Autowired
    private RecountNow recount;

    private void theReviewDateHasCome(Item item, String day) {
        itIs(day(day), LocalTime.of(8, 30));
        runJobs(item);
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
        recount.of(item);

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

package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** Items whose clock stands still when the calendar changes. */
class PausedItemsTest extends CalendarCase {

    @Test
    void wake_on_the_first_working_day_if_people_rest_on_the_review_date_and_have_left_what_they_had()
            throws Exception {
        tenOClockOn(day("2027-02-01"));
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
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
                        "reviewOn", "2027-02-17"));
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "agree", "reviewOn", "2027-02-17"));
        assertThat(timers(item)).contains(Instant.parse("2027-02-10T00:30:00Z"), Instant.parse("2027-02-17T00:30:00Z"));

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(movesOf(change, item))
                .anySatisfy(move -> assertThat(move).startsWith("DEADLINE 2027-03-01 2027-03-05"))
                .contains(
                        "TIMER 2027-02-17 2027-02-21 2027-02-17 由工作日改为休息日，2027-02-18 由工作日改为休息日，2027-02-19 由工作日改为休息日，等 4 天");
        confirm(change);

        assertThat(timers(item))
                .contains(Instant.parse("2027-02-21T00:30:00Z"))
                .doesNotContain(Instant.parse("2027-02-17T00:30:00Z"));
        itIs(day("2027-02-21"), LocalTime.of(8, 30));
        runJobs(item);
        Item awake = cases.now(item);
        assertThat(awake.pausedOn()).isNull();
        assertThat(workingDays.remaining(day("2027-02-21"), awake.approvedDeadline()))
                .isEqualTo(workingDays.remaining(day("2027-02-01"), day("2027-03-05")))
                .isEqualTo(20);
        assertThat(due(item, "carryOut").toLocalDate()).isEqualTo(awake.approvedDeadline());
    }

    @Test
    void are_reviewed_as_many_working_days_ahead_as_was_said_whatever_calendar_came_since() throws Exception {
        tenOClockOn(day("2027-02-01"));
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
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
                        "reviewOn", "2027-02-24"));
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "agree", "reviewOn", "2027-02-24"));
        assertThat(timers(item)).as("five working days").contains(Instant.parse("2027-02-17T00:30:00Z"));
        List<Holiday> days = HolidayTable.read(2027, YEAR_2027.getBytes(StandardCharsets.UTF_8))
                .days();
        transaction.executeWithoutResult(status -> holidays.replace(2027, days));

        CalendarChange change = changeAt(redirect(post("/calendar/recount")));
        assertThat(movesOf(change, item)).contains("TIMER 2027-02-17 2027-02-11 按现行日历重算");
        confirm(change);

        assertThat(timers(item)).contains(Instant.parse("2027-02-11T00:30:00Z"));
    }

    private List<Instant> timers(Item item) {
        return jobs(item).stream()
                .map(Job::getDuedate)
                .map(due -> due.toInstant())
                .toList();
    }
}

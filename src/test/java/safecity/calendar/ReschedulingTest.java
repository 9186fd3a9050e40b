package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import safecity.escalation.RecountNow;
import safecity.item.Item;
import safecity.item.ItemLog;

/** What moves when the calendar changes, what does not, and that it is what the preview said. */
class ReschedulingTest extends CalendarCase {

    private static final String WEEK_OFF = "2027-02-15 由工作日改为休息日，2027-02-16 由工作日改为休息日，2027-02-17 由工作日改为休息日，等 6 天";

    @Autowired
    private RecountNow recount;

    @Test
    void moves_deadline_task_and_timer_over_the_new_holidays_exactly_as_the_preview_says() throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.signedFor(wish -> wish.dueInWorkingDays(20, workingDays));
        assertThat(item.approvedDeadline()).isEqualTo("2027-03-01");
        assertThat(item.provisional()).isTrue();
        tenOClockOn(day("2027-02-10"));
        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        cases.claimed(item, SUPERVISOR, "reviewPlan");
        assertThat(due(item, "reviewPlan")).isEqualTo("2027-02-15T23:59:59");
        recount.of(item);

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(movesOf(change, item))
                .containsExactly(
                        "DEADLINE 2027-03-01 2027-03-05 " + WEEK_OFF,
                        "TASK 2027-02-15 2027-02-21 "
                                + "2027-02-15 由工作日改为休息日，2027-02-16 由工作日改为休息日，2027-02-17 由工作日改为休息日，等 6 天",
                        "TIMER 2027-02-16 2027-02-22 " + WEEK_OFF);
        assertThat(cases.now(item).approvedDeadline())
                .as("not before it is confirmed")
                .isEqualTo("2027-03-01");
        assertThat(workingDays.isAnnounced(2027)).isFalse();

        confirm(change);

        Item moved = cases.now(item);
        assertThat(moved.approvedDeadline()).isEqualTo("2027-03-05");
        assertThat(moved.originalDeadline()).isEqualTo("2027-03-05");
        assertThat(moved.provisional()).isFalse();
        assertThat(due(item, "reviewPlan")).isEqualTo("2027-02-21T23:59:59");
        assertThat(timers(item))
                .as("the morning after the task's last day")
                .containsExactly(Instant.parse("2027-02-22T00:30:00Z"));
        assertThat(workingDays.isWorkingDay(day("2027-02-17"))).isFalse();
        assertThat(log.of(item.id()))
                .filteredOn(entry -> entry.act().equals("日历调整"))
                .extracting(ItemLog.Entry::actorName, ItemLog.Entry::detail)
                .anySatisfy(entry -> assertThat(entry.toList())
                        .containsExactly("系统管理员", "整改时限由 2027-03-01 调整为 2027-03-05。原因：" + WEEK_OFF));
        CalendarChange recorded = changes.find(change.id()).orElseThrow();
        assertThat(recorded.state()).isEqualTo(CalendarChange.State.APPLIED);
        assertThat(recorded.decidedBy()).isEqualTo("系统管理员");
        assertThat(recorded.moves()).isEqualTo(change.moves());
    }

    @Test
    void takes_a_task_that_is_due_with_its_item_along() throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
        assertThat(due(item, "carryOut")).isEqualTo("2027-03-01T23:59:59");
        cases.claimed(item, CLERK, "carryOut");
        recount.of(item);
        assertThat(timers(item)).containsExactly(Instant.parse("2027-02-18T00:30:00Z"));

        confirm(proposed(2027, YEAR_2027));

        assertThat(due(item, "carryOut")).isEqualTo("2027-03-05T23:59:59");
        assertThat(timers(item)).as("seven working days before").containsExactly(Instant.parse("2027-02-24T00:30:00Z"));
    }

    @Test
    void leaves_a_given_date_where_it_is_and_takes_its_provisional_mark_away() throws Exception {
        tenOClockOn(FOUND);
        Item given = cases.dispatched(wish -> wish.due(workingDays.of(day("2027-02-26"))));
        assertThat(given.provisional()).isTrue();

        CalendarChange change = proposed(2027, YEAR_2027);
        assertThat(movesOf(change, given)).contains("DEADLINE 2027-02-26 2027-02-26 2027 年放假安排已公布");
        confirm(change);

        assertThat(cases.now(given).approvedDeadline()).isEqualTo("2027-02-26");
        assertThat(cases.now(given).provisional()).isFalse();
        assertThat(due(given, "signFor"))
                .as("five working days from 1 February")
                .isEqualTo("2027-02-08T23:59:59");
    }

    @Test
    void does_not_touch_a_closed_item_or_an_extended_deadline() throws Exception {
        tenOClockOn(FOUND);
        Item closed = cases.registered(wish -> wish.dueInWorkingDays(20, workingDays));
        jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = now() where id = :id")
                .param("id", closed.id())
                .update();
        Item extended = cases.registered(wish -> wish.dueInWorkingDays(20, workingDays));
        jdbc.sql("update safecity.item set approved_deadline = date '2027-04-30' where id = :id")
                .param("id", extended.id())
                .update();

        confirm(proposed(2027, YEAR_2027));

        assertThat(cases.now(closed).approvedDeadline()).isEqualTo("2027-03-01");
        assertThat(cases.now(extended).approvedDeadline()).isEqualTo("2027-04-30");
        assertThat(cases.now(extended).originalDeadline()).isEqualTo("2027-03-05");
    }

    @Test
    void refuses_a_preview_that_is_no_longer_true_and_moves_nothing_then() throws Exception {
        tenOClockOn(FOUND);
        Item first = cases.dispatched(wish -> wish.dueInWorkingDays(20, workingDays));
        CalendarChange change = proposed(2027, YEAR_2027);
        cases.dispatched(wish -> wish.dueInWorkingDays(20, workingDays));

        confirm(change);

        assertThat(cases.now(first).approvedDeadline()).isEqualTo("2027-03-01");
        assertThat(holidays.of(2027)).isEmpty();
        assertThat(workingDays.isAnnounced(2027)).isFalse();
        assertThat(changes.find(change.id()).orElseThrow().state()).isEqualTo(CalendarChange.State.PROPOSED);

        CalendarChange again = changeAt(redirect(post("/calendar/changes/{id}/again", change.id())));
        confirm(again);

        assertThat(cases.now(first).approvedDeadline()).isEqualTo("2027-03-05");
        assertThat(changes.find(change.id()).orElseThrow().state()).isEqualTo(CalendarChange.State.ABANDONED);
    }

    @Test
    void refuses_a_preview_of_days_that_somebody_else_changed_in_between() throws Exception {
        CalendarChange one = proposed(2027, YEAR_2027);
        CalendarChange other = proposed(2027, YEAR_2027.replace("2027-02-15", "2027-02-22"));

        confirm(other);
        confirm(one);

        assertThat(changes.find(one.id()).orElseThrow().state()).isEqualTo(CalendarChange.State.PROPOSED);
        assertThat(holidays.of(2027)).isEqualTo(other.after());
        assertThat(page("/calendar/changes/" + one.id(), ADMINISTRATOR)
                        .select("h1")
                        .text())
                .contains("2027");
    }

    @Test
    void keeps_a_confirmed_year_over_the_next_start_whatever_the_file_says() throws Exception {
        CalendarChange change = changeAt(redirect(post("/calendar/days")
                .param("year", "2026")
                .param("day", "2026-11-23")
                .param("kind", "holiday")
                .param("name", "演练")
                .param("source", SOURCE)));
        confirm(change);
        assertThat(workingDays.isWorkingDay(day("2026-11-23"))).isFalse();

        holidayFile.run(new DefaultApplicationArguments());

        assertThat(workingDays.isWorkingDay(day("2026-11-23"))).isFalse();
        assertThat(holidays.of(2026)).isEqualTo(change.after());
    }

    @Test
    void replays_the_spring_festival_that_was_rearranged_in_january_2020() throws Exception {
        List<Holiday> rearranged = holidays.of(2020);
        transaction.executeWithoutResult(status -> holidays.replace(2020, asAnnouncedIn2019(rearranged)));
        workingDays.reload();
        tenOClockOn(day("2020-01-20"));
        Item item = cases.dispatched(wish -> wish.dueInWorkingDays(10, workingDays));
        assertThat(item.approvedDeadline()).isEqualTo("2020-02-07");
        assertThat(due(item, "signFor")).isEqualTo("2020-02-01T23:59:59");
        cases.claimed(item, CLERK, "signFor");
        recount.of(item);
        assertThat(timers(item)).containsExactly(Instant.parse("2020-02-03T00:30:00Z"));
        tenOClockOn(day("2020-01-27"));

        List<Holiday> wanted = rearranged.stream()
                .filter(each -> !each.working() || Holiday.isWeekend(each.day()))
                .toList();
        CalendarChange change = proposed(2020, HolidayTable.write(wanted));
        confirm(change);

        assertThat(movesOf(change, item).get(0))
                .isEqualTo("DEADLINE 2020-02-07 2020-02-11 2020-01-31 由工作日改为休息日，2020-02-01 由工作日改为休息日");
        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2020-02-11");
        assertThat(cases.now(item).provisional()).isFalse();
        assertThat(due(item, "signFor")).isEqualTo("2020-02-04T23:59:59");
        assertThat(timers(item)).containsExactly(Instant.parse("2020-02-05T00:30:00Z"));
        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
    }

    @Test
    void finds_what_stands_elsewhere_since_a_file_was_changed() throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.dispatched(wish -> wish.dueInWorkingDays(20, workingDays));
        List<Holiday> days = HolidayTable.read(2027, YEAR_2027.getBytes(StandardCharsets.UTF_8))
                .days();
        transaction.executeWithoutResult(status -> holidays.replace(2027, days));

        CalendarChange change = changeAt(redirect(post("/calendar/recount")));
        assertThat(change.title()).isEqualTo("按现行日历重算");
        assertThat(movesOf(change, item)).contains("DEADLINE 2027-03-01 2027-03-05 按现行日历重算");
        confirm(change);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2027-03-05");
        assertThat(changes.amendedYears()).as("the file still holds").isEmpty();
    }

    private List<Instant> timers(Item item) {
        return jobs(item).stream()
                .map(Job::getDuedate)
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .toList();
    }
}

package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;

/** When the watch over an item wakes: in working days, by the deadline that holds now, and not while the clock stands still. */
class WatchTimersTest extends EscalationCase {

    @Autowired
    private Deadlines deadlines;

    @Test
    void counts_over_holidays_and_make_up_working_days() {
        itIs(LocalDate.of(2020, 9, 1), LocalTime.NOON);
        Item item = watched.watch(LocalDate.of(2020, 10, 9));

        assertThat(wakings(item))
                .as("Sunday 27 September and Saturday 10 October are worked, 1 to 8 October are free")
                .containsExactly("2020-09-23", "2020-09-28", "2020-09-30", "2020-10-10", "2020-10-13");
    }

    @Test
    void counts_working_days_and_not_spans_of_24_hours() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.of(17, 59));
        Item item = watched.watch(LocalDate.of(2020, 12, 4));

        assertThat(wakings(item))
                .as("the deadline is a Friday")
                .containsExactly("2020-11-25", "2020-12-01", "2020-12-03", "2020-12-07", "2020-12-09");
    }

    @Test
    void reminds_before_a_deadline_on_a_day_of_rest_and_not_after_it() {
        itIs(LocalDate.of(2020, 12, 17), LocalTime.NOON);
        Item item = watched.watch(LocalDate.of(2020, 12, 20));

        assertThat(wakings(item))
                .as("15 % of one day left is the Sunday itself, so the Friday before")
                .containsExactly("2020-12-18", "2020-12-21", "2020-12-23");
    }

    @Test
    void gives_short_limits_their_shares_of_the_time() {
        itIs(LocalDate.of(2020, 12, 1), LocalTime.NOON);
        Item item = watched.watch(LocalDate.of(2020, 12, 25));

        assertThat(wakings(item))
                .as("18 working days: 5 and 2 are left, and the day before")
                .containsExactly("2020-12-18", "2020-12-23", "2020-12-24", "2020-12-28", "2020-12-30");
    }

    @Test
    void forgets_the_old_timer_when_the_deadline_is_postponed() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-10");

        postpone(item, 10);

        assertThat(watched.timers(item)).containsExactly(morning("2020-12-18"));
        itIs(LocalDate.of(2020, 12, 16), LocalTime.NOON);
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【剩余 3 个工作日】" + item.label());
        morningOf(item, "2020-12-18");
        assertThat(examples.subjectsTo(clerk))
                .containsExactly("【剩余 3 个工作日】" + item.label(), "【剩余 7 个工作日】" + item.label());
    }

    @Test
    void says_nothing_new_at_the_moment_when_a_deadline_is_postponed() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-14");

        postpone(item, 2);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).hasSize(1);
        assertThat(watched.timers(item)).as("the day before the new one").containsExactly(morning("2020-12-16"));
        assertThat(watched.rungs(item)).contains("T-7 PASSED", "T-3 PASSED");
    }

    @Test
    void does_not_tell_a_rung_whose_deadline_moved_away_before_the_timer_fired() {
        Item item = watched.watch(DEADLINE);
        setDeadline(item, "2020-12-31");

        morningOf(item, "2020-12-04");

        assertThat(examples.subjectsTo(clerk)).isEmpty();
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-22"));
    }

    @Test
    void moves_the_timer_itself_where_only_the_calendar_changed() {
        Item item = watched.watch(DEADLINE);
        setDeadline(item, "2020-12-31");

        processes.moveTimers("escalation", item.number(), "rungReached");
        processes.moveTimers("escalation", "WT-1999-00001", "rungReached");

        assertThat(watched.timers(item)).containsExactly(morning("2020-12-22"));
    }

    @Test
    void does_not_start_its_countdown_anew_when_the_item_is_edited_or_returned_to_an_earlier_step() {
        Item item = watched.watch(DEADLINE);
        itIs(LocalDate.of(2020, 12, 9), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        jdbc.sql("update safecity.item set title = '改过的标题', round = 2, changed_at = :now where id = :id")
                .param("now", OffsetDateTime.now(clock))
                .param("id", item.id())
                .update();
        watched.clockChanged(item);

        assertThat(watched.timers(item)).containsExactly(morning("2020-12-10"));
        assertThat(toldTo(clerk, item)).as("T-7, late").hasSize(1);
    }

    @Test
    void stands_still_with_the_clock_and_goes_on_with_the_time_that_was_left() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-10");

        watched.pause(item, LocalDate.of(2020, 12, 11));
        assertThat(watched.timers(item)).isEmpty();
        itIs(LocalDate.of(2021, 1, 20), LocalTime.NOON);
        watched.fireWhatIsDue(item);
        assertThat(toldTo(clerk, item)).as("nobody is overdue meanwhile").containsExactly("due-soon");

        setDeadline(item, "2021-01-25");
        watched.pause(item, null);

        assertThat(watched.timers(item)).containsExactly(morning("2021-01-22"));
        morningOf(item, "2021-01-22");
        morningOf(item, "2021-01-26");
        assertThat(toldTo(clerk, item)).containsExactly("due-soon", "due-soon", "overdue");
    }

    @Test
    void does_not_tell_a_rung_if_the_clock_was_stopped_before_the_timer_fired() {
        Item item = watched.watch(DEADLINE);
        jdbc.sql("update safecity.item set paused_on = date '2020-12-03' where id = :id")
                .param("id", item.id())
                .update();

        morningOf(item, "2020-12-04");

        assertThat(examples.subjectsTo(clerk)).isEmpty();
        assertThat(watched.timers(item)).isEmpty();
    }

    @Test
    void waits_for_the_next_working_morning_if_the_program_was_off_until_a_weekend() {
        Item item = watched.watch(LocalDate.of(2020, 12, 17));
        itIs(LocalDate.of(2020, 12, 19), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).as("no mail on a Saturday").isEmpty();
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-21"));
        morningOf(item, "2020-12-21");
        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期 2 个工作日】" + item.label());
    }

    /** The mornings on which the watch wakes until the third working day overdue, at half past eight. */
    private List<String> wakings(Item item) {
        List<String> days = new ArrayList<>();
        while (!acts(item).contains("超期督办")) {
            assertThat(watched.timers(item)).hasSize(1);
            days.add(LocalDate.ofInstant(watched.timers(item).get(0), SHANGHAI).toString());
            morningOf(item, days.get(days.size() - 1));
            takeSlipsBack(item);
        }
        return days;
    }

    private void postpone(Item item, int days) {
        transaction.executeWithoutResult(
                status -> deadlines.postpone(items.find(item.id()), Cause.EXTENSION, days, "材料未到", null));
    }

    private void setDeadline(Item item, String day) {
        jdbc.sql("update safecity.item set approved_deadline = cast(:day as date) where id = :id")
                .param("day", day)
                .param("id", item.id())
                .update();
    }
}

package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import safecity.Walks;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Status;

/** The watch over one item, on the running engine; the clock is moved and due jobs are run by hand. */
@Walks("escalation")
class EscalationTest extends EscalationCase {

    @Test
    void goes_up_rung_by_rung_each_on_its_morning_and_waits_for_one_at_a_time() {
        Item item = watched.watch(DEADLINE);

        assertThat(watched.timers(item)).containsExactly(morning("2020-12-04"));
        morningOf(item, "2020-12-04");
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-10"));
        morningOf(item, "2020-12-10");
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-14"));
        morningOf(item, "2020-12-14");
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-16"));
        morningOf(item, "2020-12-16");
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-18"));
        morningOf(item, "2020-12-18");
        takeSlipsBack(item);
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-24"));
        morningOf(item, "2020-12-24");
        takeSlipsBack(item);
        assertThat(watched.timers(item)).as("New Year is free").containsExactly(morning("2021-01-06"));
        morningOf(item, "2021-01-06");
        takeSlipsBack(item);
        assertThat(watched.timers(item)).isEmpty();
        assertThat(watched.isWaitingAt(item)).containsExactly("whichComesFirstWithoutRung");

        assertThat(acts(item)).containsExactly("到期提醒", "到期预警", "到期督办", "超期催办", "超期督办", "超期约谈", "追责提级");
        assertThat(examples.subjectsTo(clerk))
                .containsExactly(
                        "【剩余 7 个工作日】" + item.label(),
                        "【剩余 3 个工作日】" + item.label(),
                        "【剩余 1 个工作日】" + item.label(),
                        "【超期 1 个工作日】" + item.label(),
                        "【超期 3 个工作日】" + item.label(),
                        "【超期 7 个工作日】" + item.label(),
                        "【超期 15 个工作日】" + item.label());
        assertThat(examples.subjectsTo(head))
                .as("the first reminder is for those who do the work")
                .hasSize(6)
                .doesNotContain("【剩余 7 个工作日】" + item.label());

        watched.close(item);
        assertThat(watched.isRunning(item)).isFalse();
    }

    @Test
    void notes_in_the_timeline_who_was_told() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-16");

        ItemLog.Entry entry = timeline.of(item.id()).get(0);
        assertThat(entry.actorName()).isEqualTo(ItemLog.SYSTEM);
        assertThat(entry.detail()).startsWith("超期 1 个工作日。已发邮件通知区气象局（");
    }

    @Test
    void neither_reminds_at_the_dispatch_nor_at_midnight_nor_before_half_past_eight() {
        itIs(LocalDate.of(2020, 12, 10), LocalTime.of(9, 0));
        Item item = watched.watch(DEADLINE);

        watched.fireWhatIsDue(item);
        itIs(LocalDate.of(2020, 12, 15), LocalTime.MIDNIGHT);
        watched.fireWhatIsDue(item);
        itIs(LocalDate.of(2020, 12, 15), LocalTime.of(8, 29, 59));
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).isEmpty();

        morningOf(item, "2020-12-15");
        assertThat(examples.subjectsTo(clerk)).containsExactly("【今日到期】" + item.label());
    }

    @Test
    void tells_nobody_anything_once_the_item_is_closed() {
        Item item = watched.watch(DEADLINE);

        watched.close(item);

        assertThat(watched.isRunning(item)).isFalse();
        assertThat(watched.timers(item)).isEmpty();
        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    @Test
    void tells_nobody_if_a_timer_fires_for_an_item_that_is_closed() {
        Item item = watched.watch(DEADLINE);
        items.move(item.id(), Status.DISPATCHED, Status.CLOSED);

        morningOf(item, "2020-12-18");

        assertThat(examples.subjectsTo(clerk)).isEmpty();
        assertThat(watched.rungs(item)).isEmpty();
    }

    @Test
    void starts_again_after_the_last_rung_when_the_deadline_moves_later() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2021-01-06");
        takeSlipsBack(item);
        assertThat(watched.timers(item)).isEmpty();

        setDeadline(item, "2021-02-10");
        watched.clockChanged(item);

        assertThat(watched.timers(item)).as("Sunday 7 February is worked").containsExactly(morning("2021-02-02"));
        assertThat(watched.isWaitingAt(item)).containsExactly("whichComesFirst");
        itIs(LocalDate.of(2021, 1, 30), LocalTime.NOON);
        watched.fireWhatIsDue(item);
        morningOf(item, "2021-02-02");
        assertThat(examples.subjectsTo(clerk))
                .containsExactly("【超期 15 个工作日】" + item.label(), "【剩余 7 个工作日】" + item.label());
    }

    @Test
    void goes_on_by_the_other_grade_when_the_item_is_graded_anew() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-16");

        jdbc.sql("update safecity.item set grade = 'MAJOR' where id = :id")
                .param("id", item.id())
                .update();
        watched.clockChanged(item);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk))
                .as("what was told is not told again")
                .hasSize(1);
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-18"));
    }

    @Test
    void stops_after_the_last_rung_when_the_item_is_closed() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2021-01-06");
        takeSlipsBack(item);

        watched.close(item);

        assertThat(watched.isRunning(item)).isFalse();
    }

    private void setDeadline(Item item, String day) {
        jdbc.sql("update safecity.item set approved_deadline = cast(:day as date) where id = :id")
                .param("day", day)
                .param("id", item.id())
                .update();
    }
}

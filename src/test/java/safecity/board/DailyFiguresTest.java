package safecity.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.Item;

/** 每日数据: what a day's figures were stays what it was. Each test has a day of its own, long before all other items. */
class DailyFiguresTest extends BoardCase {

    @Autowired
    private DailyFigures figures;

    private final LocalDate day =
            LocalDate.of(1950, 1, 2).plusDays(ThreadLocalRandom.current().nextInt(20_000));

    @Test
    void writes_a_day_as_it_ended() {
        itIs(day.minusDays(1), LocalTime.NOON);
        Item early = ofList(day.minusDays(1));
        itIs(day, LocalTime.NOON);
        figures.take(day.minusDays(1));
        closeAt(early, day, LocalTime.of(23, 59, 59));
        ofList(day);
        ofList(day.plusDays(5));
        itIs(day.plusDays(1), LocalTime.of(0, 1));
        ofList(day.plusDays(5));

        figures.take(day);

        DailyFigures.Day before = written(day.minusDays(1));
        DailyFigures.Day then = written(day);
        assertThat(then.registered()).isEqualTo(2);
        assertThat(then.closedThatDay()).isEqualTo(1);
        assertThat(then.open() - before.open()).as("two came, one was closed").isEqualTo(1);
        assertThat(then.overdue() - before.overdue())
                .as("due that day is not overdue")
                .isZero();
        assertThat(then.restored()).isFalse();
    }

    @Test
    void keeps_what_was_written_whatever_happens_later() throws Exception {
        itIs(day, LocalTime.NOON);
        Item item = ofList(day);
        itIs(day.plusDays(1), LocalTime.of(0, 1));
        figures.take(day);
        DailyFigures.Day then = written(day);

        transaction.executeWithoutResult(status -> items.reassign(item.id(), HELPER));
        figures.take(day);

        assertThat(written(day)).isEqualTo(then);
        assertThat(page("/board/days/" + day, "duban").select("tbody tr:has(th:contains(区消防支队))"))
                .isNotEmpty();
    }

    @Test
    void makes_up_for_days_on_which_nothing_ran_and_says_so() {
        itIs(day, LocalTime.NOON);
        ofList(day);
        figures.take(day);
        LocalDate last = jdbc.sql("select max(day) from safecity.daily_figure")
                .query(LocalDate.class)
                .single();
        itIs(last.plusDays(3), LocalTime.of(0, 1));

        figures.takeEndedDays();
        figures.takeEndedDays();

        assertThat(written(last.plusDays(1)).restored()).isTrue();
        assertThat(written(last.plusDays(2)).restored()).isFalse();
        assertThat(figures.between(last.plusDays(3), last.plusDays(3), ""))
                .as("today has not ended")
                .isEmpty();
    }

    private DailyFigures.Day written(LocalDate asked) {
        return figures.between(asked, asked, "").get(0);
    }

    private void closeAt(Item item, LocalDate on, LocalTime at) {
        closeOn(item, on);
        jdbc.sql("update safecity.item set closed_at = :at where id = :id")
                .param("at", on.atTime(at).atZone(SHANGHAI).toOffsetDateTime())
                .param("id", item.id())
                .update();
    }
}

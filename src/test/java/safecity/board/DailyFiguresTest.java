package safecity.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
import safecity.export.Opened;
import safecity.item.Item;

/** 每日数据: what a day's figures were stays what it was. Each test has a day of its own, long before all other items. */
class DailyFiguresTest extends BoardCase {

    @Autowired
    private DailyFigures figures;

    @Autowired
    private Totals totals;

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
    void leads_from_each_week_of_the_trend_to_its_items_and_takes_the_weeks_out() throws Exception {
        LocalDate monday = day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        itIs(monday.minusDays(1), LocalTime.of(23, 59));
        Item before = ofList(monday.plusDays(30));
        itIs(monday, LocalTime.MIDNIGHT);
        Item first = ofList(monday.plusDays(30));
        itIs(monday.plusDays(6), LocalTime.of(23, 59));
        Item last = ofList(monday.plusDays(30));
        closeOn(before, monday.plusDays(6));
        itIs(monday.plusDays(7), LocalTime.of(8, 0));
        ofList(monday.plusDays(30));
        for (int passed = 0; passed < 7; passed++) {
            figures.take(monday.plusDays(passed));
        }

        Document board = page("/board", "duban");
        Elements cells = board.select("#trend-table tr:has(th:contains(" + monday + ")) td");
        String came = cells.get(0).selectFirst("a").attr("href");
        String closed = cells.get(1).selectFirst("a").attr("href");

        assertThat(page(came, "duban").selectFirst(".sc-sum b").text())
                .isEqualTo(cells.get(0).text());
        assertThat(numbers(page(came + "&list=" + list, "duban")))
                .as("from midnight of Monday to midnight of Sunday")
                .containsExactlyInAnyOrder(first.number(), last.number());
        assertThat(numbers(page(closed + "&list=" + list, "duban"))).containsExactly(before.number());
        assertThat(board.selectFirst(".sc-line-registered").attr("points").split(" "))
                .as("weeks that are not written have no point")
                .hasSameSizeAs(board.select("#trend-table td:first-of-type a"));
        assertThat(board.select(".sc-trend circle.sc-dot-registered title").eachText())
                .contains(monday + " 起一周新增 " + cells.get(0).text());
        assertThat(board.select(".sc-trend a[href*='" + monday + "']").eachAttr("href"))
                .contains(came, closed);

        List<String> taken =
                Opened.of(answer(get("/board/trend.xlsx"), "duban").getContentAsByteArray()).rows().stream()
                        .filter(row -> row.get(0).equals(monday.toString()))
                        .findFirst()
                        .orElseThrow();
        assertThat(taken)
                .containsExactly(
                        monday.toString(),
                        monday.plusDays(6).toString(),
                        cells.get(0).text(),
                        cells.get(1).text(),
                        cells.get(2).text());
    }

    @Test
    void counts_a_day_as_the_board_did_at_its_end() throws Exception {
        itIs(day, LocalTime.NOON);
        ofList(day);
        ofList(day.minusDays(1));
        closeOn(ofList(day.minusDays(1)), day);
        closeOn(ofList(day), day);
        Item paused = ofList(day.minusDays(1));
        jdbc.sql("update safecity.item set paused_on = :day where id = :id")
                .param("day", day)
                .param("id", paused.id())
                .update();
        itIs(day, LocalTime.of(23, 59, 59));
        Totals.Figures then = totalsOf("dispatchedUntil");
        Totals.Figures ended = totalsOf("closedUntil");
        itIs(day.plusDays(1), LocalTime.of(0, 1));
        figures.take(day);

        UnitFigures written = figures.of(day, UnitGroup.DEPARTMENTS).stream()
                .filter(unit -> unit.unit().equals(LEAD))
                .findFirst()
                .orElseThrow();

        assertThat(written.total()).isEqualTo(then.of(View.ALL));
        assertThat(written.overdue()).isEqualTo(then.of(View.OVERDUE)).isPositive();
        assertThat(written.onTime()).isEqualTo(ended.onTime());
    }

    private Totals.Figures totalsOf(String parameter) {
        return totals.of(ItemFilter.of(Map.of("unit", LEAD, parameter, day.toString())), people.require("duban"));
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

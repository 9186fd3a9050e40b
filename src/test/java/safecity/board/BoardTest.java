package safecity.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** 督办驾驶舱: every number is the number of the list behind it. */
class BoardTest extends BoardCase {

    @Test
    void counts_what_the_linked_list_shows() throws Exception {
        ofList(TODAY.minusDays(3));
        ofList(TODAY.plusDays(1));
        ofList(TODAY.plusDays(60));
        closeOn(ofList(TODAY), TODAY);

        Document board = board("");

        assertThat(tile(board, "问题总数")).isEqualTo("4");
        assertThat(tile(board, "在办")).isEqualTo("3");
        assertThat(tile(board, "超期")).isEqualTo("1");
        assertThat(tile(board, "已销号")).isEqualTo("1");
        assertThat(tile(board, "按期办结率（按批准）")).isEqualTo("100.0%(1/1)");
        for (String label : List.of("问题总数", "在办", "即将到期", "超期", "待核查", "已销号")) {
            assertThat(page(linkOf(board, label), "duban")
                            .selectFirst(".sc-sum b")
                            .text())
                    .as(label)
                    .isEqualTo(tile(board, label));
        }
        assertThat(board.select(".sc-lampkeys a").eachText()).containsExactly("●正常 1", "■督办 1", "✖超期 1", "✓已销号 1");
    }

    @Test
    void leads_from_each_line_that_waits_to_exactly_the_items_that_wait() throws Exception {
        Item late = ofList(TODAY.minusDays(1));
        jdbc.sql("""
                insert into safecity.press (item_id, day, unit, step, words, told, pressed_by, pressed_at)
                values (:item, :day, :unit, '整改', '', 1, 'duban', now())""")
                .param("item", late.id())
                .param("day", TODAY)
                .param("unit", LEAD)
                .update();
        Item tomorrow = ofList(TODAY.plusDays(1));
        ofList(TODAY);

        Document board = board("");

        for (String label : List.of("明日到期", "红灯未回应", "催办未签收")) {
            Element line = line(board, label);
            assertThat(line.selectFirst("b").text()).as(label).isEqualTo("1");
            assertThat(numbers(page(line.attr("href"), "duban")))
                    .as(label)
                    .containsExactly((label.equals("明日到期") ? tomorrow : late).number());
        }
        assertThat(line(board, "延期待批").selectFirst("b").text()).isEqualTo("0");
    }

    @Test
    void ranks_units_of_a_kind_and_leaves_out_those_with_few_items() throws Exception {
        LocalDate deadline = TODAY.plusDays(10);
        for (int each = 0; each < 5; each++) {
            closeOn(ledBy(LEAD, deadline), TODAY.plusDays(each));
            ledBy(HELPER, TODAY.minusDays(1));
        }
        ledBy("qu-shui-wu-ju", deadline);
        ledBy(LOCALITY, deadline);

        Document board = board("");

        assertThat(rowOf(board, "区消防支队").select("td").eachText()).startsWith("1", "100.0%(5/5)", "0", "0", "5");
        assertThat(rowOf(board, "区城管委").select("td").eachText()).startsWith("2", "—", "5", "5", "5");
        assertThat(rowOf(board, "区水务局").selectFirst("td").text()).isEqualTo("样本少");
        assertThat(board.select("#board-ranking ~ .sc-scroll tbody th").eachText())
                .doesNotContain("黄村镇");
        assertThat(board("&group=localities")
                        .select("#board-ranking ~ .sc-scroll tbody th")
                        .eachText())
                .containsExactly("黄村镇");
        assertThat(rowOf(board("&by=overdue"), "区城管委").selectFirst("td").text()).isEqualTo("2");
    }

    @Test
    void counts_the_days_of_rectification_in_working_days() throws Exception {
        Item item = ofList(LocalDate.of(2020, 11, 30));
        itIs(LocalDate.of(2020, 10, 13), LocalTime.of(10, 0));
        closeOn(item, LocalDate.of(2020, 10, 12));

        assertThat(rowOf(board("&by=days"), "区消防支队").select("td").last().text())
                .as("28 September to 12 October: National Day week off, Saturday 10 October worked")
                .isEqualTo("5.0");
    }

    @Test
    void shows_in_the_matrix_the_most_urgent_lamp_and_leads_to_its_items() throws Exception {
        ofList(TODAY.plusDays(60));
        Item late = ofList(TODAY.minusDays(1));

        var cell = board("").select(".sc-matrix td a").get(0);

        assertThat(cell.text()).isEqualTo("✖2超期，共 2 件");
        assertThat(cell.hasClass("lamp-red")).isTrue();
        assertThat(numbers(page(cell.attr("href"), "duban"))).hasSize(2).contains(late.number());
    }

    @Test
    void says_as_of_when_and_refreshes_its_figures_alone() throws Exception {
        assertThat(board("").selectFirst("#board-as-of").text()).isEqualTo("2020-09-28 10:00");

        var fresh = answer(get("/board?list=" + list).header("HX-Request", "true"), "lingdao");
        assertThat(fresh.getContentAsString()).contains("id=\"board\"").doesNotContain("<html");
    }

    @Test
    void is_not_there_for_units() throws Exception {
        assertThat(statusOf("/board", "chengguanwei")).isEqualTo(404);
        assertThat(statusOf("/board/days/2020-09-01", "chengguanwei")).isEqualTo(404);
        assertThat(statusOf("/board/days/2020-99-01", "duban")).isEqualTo(404);
    }

    private static Element line(Document board, String label) {
        return board.select(".sc-attention a").stream()
                .filter(line -> line.selectFirst("span").text().equals(label))
                .findFirst()
                .orElseThrow();
    }
}

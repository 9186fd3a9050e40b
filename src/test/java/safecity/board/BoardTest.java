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
        assertThat(board.select(".sc-lampkeys a").eachText())
                .containsExactly("●正常 1", "▲提醒 0", "◆预警 0", "■督办 1", "✖超期 1", "‖挂账 0", "✓已销号 1");
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

        assertThat(rowOf(board, "区消防支队").select("td").eachText())
                .startsWith("1", "100.0%(5/5)", "100.0%(5/5)", "0", "0", "5");
        assertThat(rowOf(board, "区城管委").select("td").eachText())
                .as("nothing closed yet that it could be ranked by")
                .startsWith("尚无销号", "—", "—", "5", "5", "5");
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
    void does_not_count_the_days_for_which_an_item_was_paused() throws Exception {
        Item item = ofList(LocalDate.of(2020, 11, 30));
        jdbc.sql("""
                insert into safecity.pause (item_id, unit, state, started_by, started_at, paused_on, reminds_at, wakes_at, ended_on)
                values (:item, :unit, 'ENDED', 'duban', now(), '2020-09-29', now(), now(), '2020-10-10')""").param("item", item.id()).param("unit", LEAD).update();
        itIs(LocalDate.of(2020, 10, 13), LocalTime.of(10, 0));
        closeOn(item, LocalDate.of(2020, 10, 12));

        assertThat(rowOf(board("&by=days"), "区消防支队").select("td").last().text())
                .as("5 working days, of which the clock stood still for 3: 30 September, 9 and 10 October")
                .isEqualTo("2.0");
    }

    @Test
    void leads_from_both_rates_to_what_was_closed_late() throws Exception {
        closeOn(ofList(TODAY), TODAY);
        Item late = ofList(TODAY.minusDays(1));
        closeOn(late, TODAY);
        Item extended = ofList(TODAY.minusDays(1));
        jdbc.sql("update safecity.item set approved_deadline = :day where id = :id")
                .param("day", TODAY)
                .param("id", extended.id())
                .update();
        closeOn(extended, TODAY);

        Document board = board("");

        assertThat(tile(board, "其中超期办结")).isEqualTo("1");
        assertThat(numbers(page(linkOf(board, "其中超期办结"), "duban"))).containsExactly(late.number());
        assertThat(tile(board, "其中超原定时限办结")).isEqualTo("2");
        assertThat(numbers(page(linkOf(board, "其中超原定时限办结"), "duban")))
                .containsExactlyInAnyOrder(late.number(), extended.number());
    }

    @Test
    void counts_in_each_line_that_waits_what_its_list_shows_in_one_list_and_in_all() throws Exception {
        for (int each = 0; each < 2; each++) {
            boolean elsewhere = each == 1;
            Item item = elsewhere ? register(TODAY.minusDays(1)) : ofList(TODAY.minusDays(1));
            draft(item);
            long listing = listing(item, "INSPECTING");
            duty(listing, TODAY.minusDays(1));
            jdbc.sql(
                            "insert into safecity.listing_report (listing_id, seq, due, reported_at) values (:id, 1, :due, now())")
                    .param("id", listing)
                    .param("due", TODAY.minusDays(2))
                    .update();
        }
        duty(listing(ofList(TODAY.plusDays(9)), "LISTED"), TODAY);

        Document scoped = board("");
        Document all = page("/board", "duban");

        assertThat(scoped.selectFirst("#board-trend ~ p").text()).startsWith("清单范围没有趋势");
        for (String label : List.of("文书待签发", "挂牌待验收", "挂牌事项超期", "未报送挂牌进展")) {
            assertThat(line(scoped, label).selectFirst("b").text()).as(label).isEqualTo("1");
            assertThat(rowsOf(line(scoped, label))).as(label).isEqualTo("1");
            assertThat(line(all, label).selectFirst("b").text()).as(label).isNotEqualTo("1");
        }
        for (Element line : all.select(".sc-attention a")) {
            assertThat(rowsOf(line))
                    .as(line.text())
                    .isEqualTo(line.selectFirst("b").text());
        }
        assertThat(scoped.select(".sc-attention a"))
                .hasSize(all.select(".sc-attention a").size());
        assertThat(page(line(scoped, "文书待签发").attr("href"), "duban")
                        .select(".sc-chips")
                        .text())
                .contains("清单=QD-" + list);
    }

    /** What the list behind a line says that it holds, having counted the rows where they stand on one page. */
    private String rowsOf(Element line) throws Exception {
        Document page = page(line.attr("href"), "duban");
        String said = page.selectFirst(".sc-sum b").text();
        if (line.attr("href").startsWith("/listings")) {
            assertThat(page.select(".sc-card")).as(line.text()).hasSize(Integer.parseInt(said.replace(",", "")));
        }
        return said;
    }

    private void draft(Item item) {
        jdbc.sql("""
                insert into safecity.document (item_id, kind, recipient, occasion, status, drafted_at)
                values (:item, 'supervision-letter', :unit, '超过整改时限', 'DRAFT', now())""").param("item", item.id()).param("unit", LEAD).update();
    }

    private long listing(Item item, String state) {
        return jdbc.sql("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline, number, listed_at, deadline)
                values (:item, :state, 'DISTRICT', 'duban', now(), now(), '2020-07-01',
                        'GP-2020-' || lpad((:item % 1000000)::text, 6, '0'), now(), '2020-07-31')
                returning id""")
                .param("item", item.id())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private void duty(long listing, LocalDate due) {
        jdbc.sql("""
                insert into safecity.listing_duty (listing_id, duty, position, name, kind, counted_from, days, working, source, base, due)
                values (:id, 'archive', 1, '归档', 'DUTY', 'DELISTED', 5, true, '本区默认', :due, :due)""").param("id", listing).param("due", due).update();
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

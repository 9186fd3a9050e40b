package safecity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safecity.api.ApiCase;
import safecity.item.Item;
import safecity.item.Status;

/** 同一口径: a figure is the same on the board, above the list, in the workbooks and in the interface. */
class SameFigureTest extends ApiCase {

    private long list;

    @BeforeEach
    void aListWithItemsOfEverySort() {
        list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values (:title, '区创安办', 2020, 'list.xlsx', :hash, '', 'DISPATCHED', 'duban', now())
                returning id""")
                .param("title", "清单" + mark)
                .param("hash", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
        for (int days : List.of(-9, -1, 0, 1, 3, 20)) {
            ofList(TODAY.plusDays(days));
        }
        closeOn(ofList(TODAY.minusDays(3)), TODAY.minusDays(1));
        closeOn(ofList(TODAY.plusDays(3)), TODAY);
        Item extended = ofList(TODAY.minusDays(3));
        jdbc.sql("update safecity.item set approved_deadline = :day where id = :id")
                .param("day", TODAY)
                .param("id", extended.id())
                .update();
        closeOn(extended, TODAY);
        Item helped = ofList(TODAY.minusDays(2));
        transaction.executeWithoutResult(status -> items.reassign(helped.id(), HELPER));
    }

    @Test
    void page_workbook_and_interface_agree_on_a_list() throws Exception {
        Document board = page("/board?list=" + list, "duban");
        JsonNode told = read("/api/board?list=" + list);
        Opened overdue = workbook("/items/exports/overdue.xlsx?list=" + list);

        assertThat(told.path("total").asInt()).isEqualTo(10);
        assertThat(tile(board, "问题总数")).isEqualTo(told.path("total").asText());
        assertThat(tile(board, "在办")).isEqualTo(told.at("/views/open").asText());
        assertThat(tile(board, "超期"))
                .isEqualTo(told.at("/views/overdue").asText())
                .isEqualTo("3");
        assertThat(overdue.rows()).hasSize(told.at("/views/overdue").asInt());
        assertThat(workbook("/items/exports/ledger.xlsx?list=" + list).rows())
                .hasSize(told.path("total").asInt());
        assertThat(page("/items?view=overdue&list=" + list, "duban")
                        .selectFirst(".sc-sum b")
                        .text())
                .isEqualTo("3");
        assertThat(tile(board, "按期办结率（按原定）"))
                .isEqualTo(rate(told.path("onTime"), "byOriginal"))
                .isEqualTo("33.3%(1/3)");
        assertThat(tile(board, "按期办结率（按批准）"))
                .isEqualTo(rate(told.path("onTime"), "byApproved"))
                .isEqualTo("66.7%(2/3)");
        assertThat(overdue.line(2)).contains("问题总数 10，未办结 7，超期 3；按期办结率按原定 33.3%(1/3)，按批准 66.7%(2/3)");
        told.path("lamps")
                .fields()
                .forEachRemaining(each -> assertThat(lampOf(board, each.getKey()))
                        .as(each.getKey())
                        .isEqualTo(each.getValue().asText()));
    }

    @Test
    void page_workbook_and_interface_agree_under_a_filter() throws Exception {
        String filter = "list=" + list + "&unit=" + LEAD;

        Document items = page("/items?" + filter, "duban");
        JsonNode told = read("/api/board?" + filter);
        Opened ledger = workbook("/items/exports/ledger.xlsx?" + filter);

        assertThat(items.selectFirst(".sc-sum b").text())
                .isEqualTo(told.path("total").asText())
                .isEqualTo("9");
        assertThat(ledger.rows()).hasSize(9);
        assertThat(read("/api/items?" + filter).path("items")).hasSize(9);
        assertThat(items.select(".sc-tabs a[href*='view=overdue'] b").text())
                .isEqualTo(told.at("/views/overdue").asText())
                .isEqualTo("2");
        assertThat(items.select(".sc-on-time b").eachText())
                .containsExactly(rate(told.path("onTime"), "byOriginal"), rate(told.path("onTime"), "byApproved"));
        assertThat(ledger.line(2))
                .contains(
                        "责任单位=区消防支队",
                        items.select(".sc-on-time b").get(0).text(),
                        items.select(".sc-on-time b").get(1).text());
        assertThat(ledger.column("按批准时限办结"))
                .filteredOn("是"::equals)
                .hasSize(told.at("/onTime/byApproved").asInt());
        assertThat(ledger.column("按原定时限办结"))
                .filteredOn("是"::equals)
                .hasSize(told.at("/onTime/byOriginal").asInt());
    }

    @Test
    void page_workbook_and_interface_rank_a_unit_alike() throws Exception {
        Element row = page("/board?list=" + list, "duban").select("#board-ranking ~ .sc-scroll tbody tr").stream()
                .filter(each -> each.selectFirst("th").text().equals("区消防支队"))
                .findFirst()
                .orElseThrow();
        JsonNode told = StreamSupport.stream(
                        read("/api/board?list=" + list)
                                .path("ranking")
                                .get(0)
                                .path("units")
                                .spliterator(),
                        false)
                .filter(unit -> unit.at("/unit/code").asText().equals(LEAD))
                .findFirst()
                .orElseThrow();
        List<String> exported = workbook("/board/ranking.xlsx?list=" + list).rows().stream()
                .filter(cells -> cells.contains("区消防支队"))
                .findFirst()
                .orElseThrow();

        List<String> shown = row.select("td").eachText();
        assertThat(shown).containsExactly("1", "33.3%(1/3)", "66.7%(2/3)", "2", "6", "9", exported.get(11));
        assertThat(List.of(
                        exported.get(0),
                        exported.get(3) + "(" + exported.get(4) + ")",
                        exported.get(5) + "(" + exported.get(6) + ")",
                        exported.get(7),
                        exported.get(8),
                        exported.get(10),
                        exported.get(11)))
                .isEqualTo(shown);
        assertThat(List.of(
                        told.path("rank").asText(),
                        rate(told.path("onTime"), "byOriginal"),
                        rate(told.path("onTime"), "byApproved"),
                        told.path("overdue").asText(),
                        told.path("open").asText(),
                        told.path("total").asText(),
                        "%.1f".formatted(told.path("averageDays").asDouble())))
                .isEqualTo(shown);
    }

    @Test
    void ranks_a_unit_by_the_figures_that_its_items_have() throws Exception {
        JsonNode units = read("/api/board?list=" + list).path("ranking").get(0).path("units");
        for (JsonNode unit : units) {
            JsonNode alone = read(
                    "/api/board?list=" + list + "&unit=" + unit.at("/unit/code").asText());
            assertThat(unit.path("total")).isEqualTo(alone.path("total"));
            assertThat(unit.path("open")).isEqualTo(alone.at("/views/open"));
            assertThat(unit.path("overdue")).isEqualTo(alone.at("/views/overdue"));
            assertThat(unit.path("onTime")).isEqualTo(alone.path("onTime"));
        }
        assertThat(units).hasSize(2);
    }

    @Test
    void the_draft_in_word_says_what_the_board_says_and_is_recorded() throws Exception {
        Document board = page("/board?list=" + list, "lingdao");
        String text = WordText.of(
                answer(get("/board/briefing.docx?list=" + list), "lingdao").getContentAsByteArray());

        assertThat(text)
                .contains("简报（草稿）", "清单" + mark, "截至 2020-09-28 10:00")
                .contains("问题总数 10 件，在办 7 件，即将到期 %s 件，超期 3 件，待核查 0 件，已销号 3 件".formatted(tile(board, "即将到期")))
                .contains("按期办结率（按原定）33.3%(1/3)，（按批准）66.7%(2/3)；其中超期办结 1 件")
                .contains(String.join("\t", board.select(".sc-lampkeys b").eachText()));
        for (Element row : board.select("#board-ranking ~ .sc-scroll tbody tr")) {
            List<String> shown = row.select("td").eachText();
            assertThat(text)
                    .contains(shown.get(0) + "\t" + row.selectFirst("th").text() + "\t"
                            + String.join("\t", shown.subList(1, shown.size())));
        }
        for (Element line : board.select(".sc-attention a")) {
            assertThat(text)
                    .contains(line.selectFirst("span").text() + "\t"
                            + line.selectFirst("b").text());
        }
        assertThat(page("/exports", "shenji").selectFirst("tbody tr").text()).contains("督办简报", "清单" + mark);
        assertThat(answer(get("/board/briefing.docx"), "chengguanwei").getStatus())
                .isEqualTo(404);
    }

    private Item ofList(LocalDate deadline) {
        Item item = register(deadline);
        jdbc.sql("update safecity.item set list_id = :list where id = :id")
                .param("list", list)
                .param("id", item.id())
                .update();
        return item;
    }

    private void closeOn(Item item, LocalDate day) {
        itIs(day, LocalTime.NOON);
        move(
                item,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);
        itIs(TODAY, LocalTime.of(10, 0));
    }

    private Opened workbook(String url) throws Exception {
        return Opened.of(answer(get(URI.create(url)), "duban").getContentAsByteArray());
    }

    private static String tile(Document board, String label) {
        return board.select(".sc-tiles a").stream()
                .filter(tile -> tile.selectFirst("span").text().equals(label))
                .map(tile -> tile.selectFirst("b").text())
                .findFirst()
                .orElseThrow();
    }

    private static String lampOf(Document board, String lamp) {
        Element key = board.selectFirst(".sc-lampkeys a[href*='lamp=%s'] b".formatted(lamp));
        return key == null ? "0" : key.text();
    }

    private static String rate(JsonNode onTime, String base) {
        int closed = onTime.path("closed").asInt();
        String rate = "%.1f%%"
                .formatted(100 * onTime.path("rateB" + base.substring(1)).asDouble());
        return "%s(%d/%d)".formatted(rate, onTime.path(base).asInt(), closed);
    }
}

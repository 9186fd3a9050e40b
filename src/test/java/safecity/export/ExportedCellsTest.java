package safecity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecity.cockpit.PageTest;
import safecity.item.Item;
import safecity.item.Lamp;

/** 导出 for those who go on working with it in a spreadsheet, and who is offered it. */
class ExportedCellsTest extends PageTest {

    @Test
    void counts_with_days_and_rates_and_shows_the_lamp_in_its_colours() throws Exception {
        Item late = register(TODAY.minusDays(5));

        Opened ledger = Opened.of(answer(
                        get(URI.create(
                                "/items/exports/ledger.xlsx?q=" + URLEncoder.encode(mark, StandardCharsets.UTF_8))),
                        "duban")
                .getContentAsByteArray());

        Row row = ledger.sheet().getRow(ledger.headingAt() + 1);
        Cell deadline = row.getCell(ledger.heading().indexOf("现行时限"));
        assertThat(deadline.getLocalDateTimeCellValue().toLocalDate()).isEqualTo(late.originalDeadline());
        assertThat(deadline.getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
        XSSFCellStyle lamp =
                (XSSFCellStyle) row.getCell(ledger.heading().indexOf("灯")).getCellStyle();
        assertThat("#" + lamp.getFillForegroundColorColor().getARGBHex().substring(2))
                .isEqualTo(Lamp.RED.tint());
        assertThat("#" + lamp.getFont().getXSSFColor().getARGBHex().substring(2))
                .isEqualTo(Lamp.RED.ink());
        Opened ranking = Opened.of(answer(get("/board/ranking.xlsx"), "duban").getContentAsByteArray());
        int rate = ranking.heading().indexOf("按期办结率（按批准）");
        ranking.sheet().forEach(each -> {
            if (each.getRowNum() > ranking.headingAt()
                    && each.getRowNum() < ranking.sheet().getLastRowNum()) {
                String[] count = each.getCell(rate + 1).getStringCellValue().split("/");
                assertThat(each.getCell(rate).getCellType())
                        .isEqualTo(count[1].equals("0") ? CellType.STRING : CellType.NUMERIC);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"duban", "lingdao", "xiaofangzhidui"})
    void is_offered_for_chosen_items_to_everybody_who_may_export(String login) throws Exception {
        Item item = register(TODAY);

        Element acts = list(login, "").selectFirst("form#bulk");

        assertThat(list(login, "").select("input[name=item][form=bulk]").val()).isEqualTo(item.number());
        assertThat(acts.select("button").eachText()).endsWith("导出所选");
        assertThat(acts.select("button").eachText().contains("批量催办")).isEqualTo(login.equals("duban"));
        assertThat(acts.select("[formaction]").last().attr("formaction")).isEqualTo("/items/exports/chosen");
        assertThat(acts.attr("action")).isEqualTo(login.equals("duban") ? "/press" : "/items/exports/chosen");
        assertThat(page("/items/exports/chosen?item=" + item.number(), login)
                        .select("tbody tr")
                        .text())
                .contains("✓将要导出");
    }
}

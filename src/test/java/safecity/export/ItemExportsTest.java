package safecity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.calendar.Deadline;
import safecity.cockpit.PageTest;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Status;

/** 导出: what the page shows under its filter, on all its pages, as a workbook that prints well and runs nothing. */
class ItemExportsTest extends PageTest {

    @Test
    void holds_all_pages_of_the_filter_in_the_order_of_the_page() throws Exception {
        for (int at = 0; at < 21; at++) {
            register(TODAY.plusDays(at % 5));
        }
        register(TODAY, "另一级别", Grade.MAJOR, new Deadline(TODAY, false));

        Opened ledger = opened("ledger", "&grade=ORDINARY&sort=-number", "duban");

        assertThat(ledger.rows()).hasSize(21);
        assertThat(ledger.column("问题编号")).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(ledger.column("序号"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 21).mapToObj(String::valueOf).toList());
        assertThat(list("duban", "&grade=ORDINARY").selectFirst(".sc-sum b").text())
                .isEqualTo("21");
        assertThat(ledger.line(1)).isEqualTo("填报单位：区创安办　　填报日期：2020-09-28");
        assertThat(ledger.line(2)).contains("关键词=" + mark, "级别=一般");
    }

    @Test
    void says_of_each_item_what_its_page_says() throws Exception {
        Item late = register(TODAY.minusDays(5));
        openTask(late, "制定整改方案", LEAD, "xiaofangzhidui");
        Item done = register(TODAY.plusDays(5));
        move(
                done,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);

        Opened ledger = opened("ledger", "&sort=number", "duban");

        assertThat(ledger.rows().get(0))
                .contains(late.number(), "✖超期", "区消防支队", "黄村镇", "待签收", "2020-09-23")
                .anyMatch(text -> text.startsWith("制定整改方案（区消防支队"))
                .anyMatch(text -> text.startsWith("超期 "));
        assertThat(ledger.rows().get(1)).contains(done.number(), "✓已销号", "2020-09-28", "是");
        assertThat(ledger.line(ledger.sheet().getLastRowNum())).isEqualTo("制表人：督办员甲　　　　审核人：　　　　　　　　制表日期：2020-09-28");
    }

    @Test
    void keeps_the_overdue_ledger_to_what_is_overdue() throws Exception {
        Item late = register(TODAY.minusDays(1));
        register(TODAY.plusDays(1));
        transaction.executeWithoutResult(status -> jdbc.sql("""
                insert into safecity.press (item_id, day, unit, step, words, told, pressed_by, pressed_at)
                values (:item, :day, :unit, '整改', '', 1, 'duban', now())""")
                .param("item", late.id())
                .param("day", TODAY)
                .param("unit", LEAD)
                .update());

        Opened overdue = opened("overdue", "&view=all", "duban");

        assertThat(overdue.column("问题编号")).containsExactly(late.number());
        assertThat(overdue.column("催办次数")).containsExactly("1");
        assertThat(overdue.column("最近催办")).containsExactly("2020-09-28");
    }

    @Test
    void gives_each_viewer_what_that_viewer_may_see() throws Exception {
        Item item = register(TODAY);

        assertThat(opened("problems", "", "xiaofangzhidui").column("问题编号")).containsExactly(item.number());
        assertThat(opened("problems", "", "shuiwuju").rows()).isEmpty();
        assertThat(statusOf("/items/exports/problems.xlsx", "xitong")).isEqualTo(404);
        assertThat(statusOf("/items/exports/nonsense.xlsx", "duban")).isEqualTo(404);
        assertThat(statusOf("/board/ranking.xlsx", "xiaofangzhidui")).isEqualTo(404);
    }

    @Test
    void writes_whatever_looks_like_a_formula_as_text() throws Exception {
        for (String beginning : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")")) {
            register(TODAY, beginning, Grade.ORDINARY, new Deadline(TODAY, false));
        }

        for (ItemWorkbook kind : ItemWorkbook.values()) {
            Opened opened = opened(kind.key(), "", "duban");
            for (int at = 0; at <= opened.sheet().getLastRowNum(); at++) {
                for (Cell cell : opened.sheet().getRow(at)) {
                    assertThat(cell.getCellType()).isIn(CellType.STRING, CellType.NUMERIC, CellType.BLANK);
                }
            }
        }
        Opened problems = opened("problems", "&sort=number", "duban");
        Cell formula = problems.sheet().getRow(problems.headingAt() + 1).getCell(2);
        assertThat(formula.getStringCellValue()).isEqualTo("=1+1" + mark);
        assertThat(formula.getCellStyle().getDataFormatString()).isEqualTo("@");
        assertThat(formula.getCellStyle().getQuotePrefixed()).isTrue();
    }

    @Test
    void prints_on_a4_across_with_the_heading_on_each_page_and_offers_what_may_be_chosen() throws Exception {
        register(TODAY);

        Opened opened = opened("problems", "", "duban");
        XSSFSheet sheet = opened.sheet();

        assertThat(opened.line(0)).isEqualTo("问题清单");
        assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
        assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
        assertThat(sheet.getFitToPage()).isTrue();
        assertThat(sheet.getRepeatingRows().getFirstRow()).isEqualTo(opened.headingAt());
        assertThat(sheet.getFooter().getCenter()).isEqualTo("第 &P 页 共 &N 页");
        assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) (opened.headingAt() + 1));
        assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).startsWith("A" + (opened.headingAt() + 1));
        assertThat(opened.book().isSheetHidden(opened.book().getSheetIndex("字典")))
                .isTrue();
        XSSFDataValidation lead = sheet.getDataValidations().stream()
                .filter(each -> each.getRegions().getCellRangeAddress(0).getFirstColumn()
                        == opened.heading().indexOf("牵头责任单位"))
                .findFirst()
                .orElseThrow();
        String range = lead.getValidationConstraint().getFormula1();
        assertThat(range).startsWith("字典!$");
        int column = range.charAt("字典!$".length()) - 'A';
        assertThat(opened.book().getSheet("字典").getRow(0).getCell(column).getStringCellValue())
                .isEqualTo("牵头责任单位");
        assertThat(opened.book().getSheet("字典").getRow(1).getCell(column).getStringCellValue())
                .isNotBlank();
    }

    @Test
    void records_who_took_what_and_shows_it_to_the_audit() throws Exception {
        register(TODAY);
        opened("rectifications", "&lamp=ORANGE", "lingdao");

        String row = page("/exports", "shenji")
                .select("tr:contains(%s)".formatted(mark))
                .text();

        assertThat(row).contains("2020-09-28 10:00", "领导小组成员", "整改清单", "灯色=督办", " 1");
        assertThat(statusOf("/exports", "duban")).isEqualTo(404);
        assertThat(page("/", "shenji").select(".sc-menu a").eachText()).contains("导出记录");
    }

    @Test
    void is_offered_on_the_list_under_the_filter_of_the_list() throws Exception {
        register(TODAY);

        List<String> links =
                list("duban", "&view=overdue&page=2").select(".sc-export a").eachAttr("href");

        assertThat(links)
                .hasSize(4)
                .allMatch(link ->
                        link.startsWith("/items/exports/") && link.contains("view=overdue") && !link.contains("page="));
        MockHttpServletResponse answer = answer(get(URI.create(links.get(0))), "duban");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Disposition"))
                .contains("attachment", URLEncoder.encode("问题清单", StandardCharsets.UTF_8));
    }

    @Test
    void holds_the_chosen_items_alone_in_their_order_and_records_which() throws Exception {
        Item first = register(TODAY);
        Item second = register(TODAY.plusDays(1));
        register(TODAY.plusDays(2));
        String chosen = "?item=%s&item=%s&item=WT-1999-00001".formatted(second.number(), first.number());

        Document preview = page("/items/exports/chosen" + chosen, "duban");
        assertThat(preview.select("tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(second.number(), "✓将要导出", "待签收"),
                        row -> assertThat(row).contains(first.number(), "✓将要导出"),
                        row -> assertThat(row).contains("WT-1999-00001", "✖不能导出", "没有这个问题"));
        assertThat(preview.select("form[action=/items/exports/chosen.xlsx] input[name=item]")
                        .eachAttr("value"))
                .as("all, so that the server says of each what became of it")
                .containsExactly(second.number(), first.number(), "WT-1999-00001");
        String url = "/items/exports/chosen.xlsx" + chosen + "&kind=ledger";
        Opened ledger = Opened.of(answer(get(URI.create(url)), "duban").getContentAsByteArray());

        assertThat(ledger.column("问题编号")).containsExactly(second.number(), first.number());
        assertThat(ledger.line(2)).isEqualTo("范围：在清单中勾选的 3 件");
        assertThat(page("/exports", "shenji")
                        .select("tr:contains(%s)".formatted(second.number()))
                        .first()
                        .text())
                .contains("整改台账", "所选 3 件", first.number());
        assertThat(Opened.of(answer(get(URI.create(url)), "shuiwuju").getContentAsByteArray())
                        .rows())
                .isEmpty();
        assertThat(statusOf(url.replace("ledger", "overdue"), "duban")).isEqualTo(404);
        assertThat(statusOf(url, "xitong")).isEqualTo(404);
        assertThat(statusOf("/items/exports/chosen" + chosen, "xitong")).isEqualTo(404);
    }

    private Opened opened(String kind, String more, String login) throws Exception {
        String url =
                "/items/exports/%s.xlsx?q=%s%s".formatted(kind, URLEncoder.encode(mark, StandardCharsets.UTF_8), more);
        return Opened.of(answer(get(URI.create(url)), login).getContentAsByteArray());
    }
}

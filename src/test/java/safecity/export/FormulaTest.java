package safecity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.audit.AuditTrail;
import safecity.calendar.Deadline;
import safecity.cockpit.PageTest;
import safecity.item.Grade;
import safecity.item.Item;

/** No table that leaves the application runs anything in a spreadsheet, whatever people wrote (threat T14). */
class FormulaTest extends PageTest {

    private static final List<String> PLANTED =
            List.of("=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-1+1", "@SUM(1)", "\t=1");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Autowired
    private AuditTrail audit;

    @Test
    void stands_in_no_table_that_anybody_can_take_out() throws Exception {
        List<Item> planted = plant();
        Map<String, List<String>> asked = addresses(planted);
        assertThat(asked.keySet())
                .as("every address of a table, each with examples here")
                .isEqualTo(tables());
        String name = jdbc.sql("select short_name from safecity.unit where code = :lead")
                .param("lead", LEAD)
                .query(String.class)
                .single();

        rename("=1+1");
        try {
            for (List<String> examples : asked.values()) {
                for (String address : examples) {
                    requireHarmless(address, address.startsWith("/audit") ? "shenji" : "duban");
                }
            }
        } finally {
            rename(name);
        }
    }

    private TreeSet<String> tables() {
        return handlers.getHandlerMethods().keySet().stream()
                .flatMap(each -> each.getPatternValues().stream())
                .filter(path -> path.matches(".*(\\.xlsx?|\\.csv|/errors|/exports?/[^/]*|/download)"))
                .filter(path -> !path.equals("/items/exports/chosen")) // a page that asks which
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, List<String>> addresses(List<Item> planted) throws Exception {
        String mine = "?q=" + URLEncoder.encode(mark, StandardCharsets.UTF_8);
        String chosen = planted.stream().map(item -> "&item=" + item.number()).collect(Collectors.joining());
        return Map.of(
                "/items/exports/{kind}.xlsx",
                List.of(
                        "/items/exports/problems.xlsx" + mine,
                        "/items/exports/rectifications.xlsx" + mine,
                        "/items/exports/ledger.xlsx" + mine,
                        "/items/exports/overdue.xlsx" + mine),
                "/items/exports/chosen.xlsx",
                List.of("/items/exports/chosen.xlsx?kind=problems" + chosen),
                "/board/ranking.xlsx",
                List.of("/board/ranking.xlsx"),
                "/board/trend.xlsx",
                List.of("/board/trend.xlsx"),
                "/listings/ledger.xlsx",
                List.of("/listings/ledger.xlsx"),
                "/audit/export.xlsx",
                List.of("/audit/export.xlsx" + mine),
                "/calendar/{year}.csv",
                List.of("/calendar/2020.csv"),
                "/lists/{id}/errors",
                List.of("/lists/" + upload() + "/errors"));
    }

    private List<Item> plant() {
        List<Item> items = new ArrayList<>();
        for (String planted : PLANTED) {
            Item item = register(TODAY.minusDays(1), planted, Grade.MAJOR, new Deadline(TODAY.minusDays(1), false));
            jdbc.sql("update safecity.item set place = :text, remark = :text where id = :id")
                    .param("text", planted)
                    .param("id", item.id())
                    .update();
            jdbc.sql("""
                    insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline)
                    values (:item, 'REFUSED', 'DISTRICT', 'duban', now(), now(), :day)""").param("item", item.id()).param("day", TODAY).update();
            audit.record(people.require("duban"), planted, planted, planted + mark);
            items.add(item);
        }
        return items;
    }

    /** Uploads a list with a formula in a cell of its own, in one that is wrong, on another sheet and over several cells. */
    private String upload() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            Sheet sheet = book.createSheet("清单");
            List<String> heading = List.of("问题(隐患)描述", "点位", "牵头责任单位", "整改时限");
            Row head = sheet.createRow(0);
            Row row = sheet.createRow(1);
            for (int at = 0; at < heading.size(); at++) {
                head.createCell(at).setCellValue(heading.get(at));
                row.createCell(at).setCellFormula("HYPERLINK(\"http://x\",\"y\")");
            }
            row.createCell(0).setCellValue("=1+1" + mark);
            row.createCell(1).setCellFormula("\"兴华\"&\"大街\"");
            book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(row.getCell(1));
            sheet.setArrayFormula("A1:A2", org.apache.poi.ss.util.CellRangeAddress.valueOf("H1:H2"));
            book.createSheet("别的").createRow(0).createCell(0).setCellFormula("1+1");
            book.write(out);
        }
        String leadsTo = answer(
                        multipart("/lists")
                                .file(new MockMultipartFile("file", "清单.xlsx", null, out.toByteArray()))
                                .with(csrf()),
                        "duban")
                .getRedirectedUrl();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> page(leadsTo, "duban").text().contains("有误"));
        return leadsTo.substring(leadsTo.lastIndexOf('/') + 1);
    }

    private void requireHarmless(String address, String login) throws Exception {
        MockHttpServletResponse answer = answer(get(URI.create(address)), login);
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        byte[] content = answer.getContentAsByteArray();
        if (address.contains(".csv")) {
            requireHarmlessText(address, new String(content, StandardCharsets.UTF_8).replace("\uFEFF", ""));
            return;
        }
        int texts = 0;
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(content))) {
            for (Sheet sheet : book) {
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        assertThat(cell.getCellType()).as(address).isNotEqualTo(CellType.FORMULA);
                        if (cell.getCellType() == CellType.STRING
                                && cell.getStringCellValue().startsWith("=")) {
                            texts++;
                        }
                    }
                }
            }
        }
        boolean numbersAlone = address.startsWith("/board/trend");
        assertThat(texts > 0 || numbersAlone)
                .as("texts like formulas in " + address)
                .isTrue();
    }

    private static void requireHarmlessText(String address, String csv) throws IOException {
        try (CSVParser cells = CSVFormat.RFC4180.parse(new StringReader(csv))) {
            cells.forEach(
                    line -> line.forEach(cell -> assertThat(cell).as(address).doesNotContainPattern("^[=+\\-@\t\r]")));
        }
    }

    private void rename(String name) {
        asOwner()
                .sql("update safecity.unit set short_name = :name where code = :lead")
                .param("name", name)
                .param("lead", LEAD)
                .update();
    }
}

package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import safecity.problemlist.Verdicts.Judged;
import safecity.problemlist.Verdicts.Verdict;
import safecity.workbook.Styles;

/** The district's first list, 2020: what a supervisor sees before confirming it. */
class DemonstrationListTest {

    private final ParsedList list = Workbooks.read(Workbooks.demonstration());
    private final List<Judged> judged = Workbooks.judge(list, Set.of(), List.of());

    @Test
    void knows_its_title_unit_day_and_year() {
        assertThat(list.title()).isEqualTo("大兴区创建国家安全发展示范城市问题清单(2020年第一批)");
        assertThat(list.reportingUnit()).isEqualTo("区创安办");
        assertThat(list.reportedOn()).isEqualTo(LocalDate.of(2020, 6, 30));
        assertThat(list.year()).isEqualTo(2020);
        assertThat(list.headingRow()).isEqualTo(3);
        assertThat(list.rows()).hasSize(36);
        assertThat(list.notes()).isEmpty();
    }

    @Test
    void finds_31_importable_4_wrong_and_1_duplicate() {
        Map<Verdict, Long> counts =
                judged.stream().collect(Collectors.groupingBy(Judged::verdict, Collectors.counting()));

        assertThat(counts).isEqualTo(Map.of(Verdict.IMPORTABLE, 31L, Verdict.ERROR, 4L, Verdict.DUPLICATE, 1L));
        assertThat(serials(Verdict.ERROR)).containsExactly(19, 20, 27, 28);
        assertThat(serials(Verdict.DUPLICATE)).containsExactly(29);
    }

    @Test
    void says_what_is_wrong_and_what_to_do() {
        assertThat(reasons(19)).singleElement().asString().contains("区公安局", "区公安分局");
        assertThat(reasons(20)).singleElement().asString().contains("区园林绿化局", "单位名录");
        assertThat(reasons(27)).singleElement().asString().contains("2020-13-01");
        assertThat(reasons(28)).singleElement().asString().contains("描述为空");
        assertThat(reasons(29)).singleElement().asString().contains("序号 1）");
    }

    @Test
    void reads_dates_units_and_texts_as_they_are_meant() {
        assertThat(row(1).deadline()).isEqualTo(LocalDate.of(2020, 9, 30));
        assertThat(row(2).deadline()).isEqualTo(LocalDate.of(2020, 7, 15));
        assertThat(row(3).deadline()).isEqualTo(LocalDate.of(2020, 8, 10));
        assertThat(row(6).deadline()).isEqualTo(LocalDate.of(2021, 3, 31));
        assertThat(row(7).deadline()).isEqualTo(LocalDate.of(2020, 9, 10));
        assertThat(row(9).deadline()).isEqualTo(LocalDate.of(2020, 8, 31));
        assertThat(row(3).cooperating()).containsExactly("qu-shi-chang-jian-guan-ju", "xi-hong-men-zhen");
        assertThat(row(25).cooperating()).hasSize(22);
        assertThat(row(36).cooperating()).hasSize(24);
        assertThat(row(25).locality()).isNull();
        assertThat(row(26).locality()).isNull();
        assertThat(row(30).phone()).isEqualTo("=HYPERLINK(\"x\")");
        assertThat(row(5).remark()).isEqualTo("挂牌");
        assertThat(row(4).grade()).isEqualTo(ListRow.MAJOR);
    }

    @Test
    void marks_deadlines_that_have_passed_and_imports_them_all_the_same() {
        assertThat(judged.stream().filter(Judged::expired).map(each -> serial(each.row())))
                .containsExactly(2, 22, 32);
        assertThat(judged.get(1).verdict()).isEqualTo(Verdict.IMPORTABLE);
    }

    @Test
    void adds_exactly_the_four_corrected_rows_when_it_comes_again() throws IOException {
        Set<String> imported = judged.stream()
                .filter(each -> each.verdict() == Verdict.IMPORTABLE)
                .map(Judged::fingerprint)
                .collect(Collectors.toSet());
        List<Verdicts.Existing> existing = judged.stream()
                .filter(each -> each.verdict() == Verdict.IMPORTABLE)
                .map(each -> new Verdicts.Existing(
                        "问题 WT-2020-" + each.row().sheetRow(),
                        each.row().description(),
                        each.row().locality()))
                .toList();

        List<Judged> again = Workbooks.judge(Workbooks.read(corrected()), imported, existing);

        assertThat(again.stream()
                        .filter(each -> each.verdict() == Verdict.IMPORTABLE)
                        .map(each -> serial(each.row())))
                .containsExactly(19, 20, 27, 28);
        assertThat(again.stream().filter(each -> each.verdict() == Verdict.KNOWN))
                .hasSize(31);
        assertThat(again.stream().filter(each -> each.verdict() == Verdict.DUPLICATE))
                .hasSize(1);
    }

    @Test
    void gives_back_the_same_workbook_with_two_columns_and_red_cells() throws IOException {
        byte[] marked = ErrorWorkbook.mark(
                Workbooks.demonstration(),
                list.sheet(),
                list.headingRow(),
                judged.stream()
                        .map(each -> new ErrorWorkbook.Mark(
                                each.row().sheetRow(),
                                each.verdict().label(),
                                each.reasons(),
                                each.row().flaws().stream()
                                        .map(ListRow.Flaw::column)
                                        .toList()))
                        .toList());

        try (XSSFWorkbook before = new XSSFWorkbook(new ByteArrayInputStream(Workbooks.demonstration()));
                XSSFWorkbook after = new XSSFWorkbook(new ByteArrayInputStream(marked))) {
            Sheet original = before.getSheetAt(0);
            Sheet sheet = after.getSheetAt(0);
            assertThat(sheet.getSheetName()).isEqualTo(original.getSheetName());
            assertThat(sheet.getMergedRegions()).isEqualTo(original.getMergedRegions());
            original.forEach(row -> row.forEach(
                    cell -> assertThat(sheet.getRow(cell.getRowIndex()).getCell(cell.getColumnIndex()))
                            .hasToString(cell.toString())));
            assertThat(sheet.getRow(2).getCell(15)).hasToString("校验结果");
            assertThat(sheet.getRow(2).getCell(16)).hasToString("错误说明");
            assertThat(sheet.getRow(2).getLastCellNum()).isEqualTo((short) 17);
            assertThat(sheet.getRow(21).getCell(15)).hasToString("有误");
            assertThat(sheet.getRow(21).getCell(16).getStringCellValue()).contains("区公安局");
            assertThat(sheet.getRow(21).getCell(7).getCellStyle().getFillForegroundColor())
                    .isEqualTo(Styles.wrong());
            assertThat(sheet.getRow(21).getCell(8).getCellStyle().getFillForegroundColor())
                    .isNotEqualTo(Styles.wrong());
            assertThat(sheet.getRow(30).getCell(1).getCellStyle().getFillForegroundColor())
                    .isEqualTo(Styles.wrong());
        }
        assertThat(Workbooks.read(marked).rows()).hasSize(36);
        assertThat(Workbooks.read(marked).notes()).isEmpty();
    }

    private static byte[] corrected() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(Workbooks.demonstration()))) {
            Sheet sheet = book.getSheetAt(0);
            sheet.getRow(21).getCell(7).setCellValue("区公安分局");
            sheet.getRow(22).getCell(7).setCellValue("区农业农村局");
            sheet.getRow(29).getCell(11).setCellValue("2020-12-01");
            sheet.getRow(30).createCell(1).setCellValue("垃圾中转站除臭设施停用");
            return Workbooks.bytes(book);
        }
    }

    private ListRow row(int serial) {
        return list.rows().get(serial - 1);
    }

    private static int serial(ListRow row) {
        return row.sheetRow() - 3;
    }

    private List<Integer> serials(Verdict verdict) {
        return judged.stream()
                .filter(each -> each.verdict() == verdict)
                .map(each -> serial(each.row()))
                .toList();
    }

    private List<String> reasons(int serial) {
        return judged.get(serial - 1).reasons();
    }
}

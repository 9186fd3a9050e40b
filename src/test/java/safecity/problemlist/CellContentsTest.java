package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.problemlist.Sample.messages;
import static safecity.problemlist.Sample.only;
import static safecity.problemlist.Workbooks.HEADING;
import static safecity.problemlist.Workbooks.row;
import static safecity.problemlist.Workbooks.sound;
import static safecity.problemlist.Workbooks.with;
import static safecity.problemlist.Workbooks.workbook;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells that are filled otherwise than the template asks: formulas, dates, names, too much text. */
class CellContentsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void is_read(Sample sample) {
        sample.check().accept(Workbooks.read(sample.bytes().get()));
    }

    static Stream<Sample> corpus() {
        return Stream.of(
                new Sample("formulas, and text that looks like one", CellContentsTest::formulas, list -> {
                    assertThat(only(list).phone()).isEqualTo("=HYPERLINK(\"http://x\",\"y\")");
                    assertThat(only(list).place()).isEqualTo("兴华大街");
                    assertThat(only(list).notes()).anyMatch(note -> note.contains("公式"));
                }),
                new Sample(
                        "error values",
                        CellContentsTest::errorValues,
                        list -> assertThat(messages(list)).anyMatch(message -> message.contains("#N/A"))),
                new Sample(
                        "real dates in Chinese formats",
                        CellContentsTest::realDates,
                        list -> assertThat(list.rows())
                                .extracting(ListRow::deadline)
                                .containsOnly(LocalDate.of(2020, 9, 30))),
                new Sample(
                        "ten thousand characters",
                        () -> with(1, "长".repeat(10_000)),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("10,000", "2,000")),
                new Sample(
                        "line breaks and signs that turn the direction of writing",
                        () -> with(3, "兴华\r\n大街\u202E"),
                        list -> assertThat(only(list).place()).isEqualTo("兴华 大街")),
                new Sample(
                        "the office as lead",
                        () -> with(7, "区创安办"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("不能作牵头")),
                new Sample(
                        "two leads",
                        () -> with(7, "区水务局、区城管委"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("只填一个")),
                new Sample(
                        "a group as lead",
                        () -> with(7, "各镇街"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("只填一个")),
                new Sample(
                        "a lead by its full name, with spaces",
                        () -> with(7, " 北京市大兴区 水务局\n"),
                        list -> assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju")),
                new Sample("no lead but a task", () -> with(7, ""), list -> {
                    assertThat(only(list).lead()).isNull();
                    assertThat(only(list).flaws()).isEmpty();
                }),
                new Sample(
                        "task 23",
                        () -> with(5, "23"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("1 至 22")),
                new Sample(
                        "a grade of its own",
                        () -> with(6, "较大"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("“一般”或“重大”")),
                new Sample(
                        "a department as locality",
                        () -> with(4, "区水务局"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("属地")));
    }

    private static byte[] formulas() {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            String[] texts = sound(1);
            texts[13] = "=HYPERLINK(\"http://x\",\"y\")";
            Row row = row(sheet, 2, texts);
            row.getCell(3).setCellFormula("\"兴华\"&\"大街\"");
            sheet.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(row.getCell(3));
        });
    }

    private static byte[] errorValues() {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            Row row = row(sheet, 2, sound(1));
            row.getCell(7).setCellErrorValue(FormulaError.NA.getCode());
        });
    }

    private static byte[] realDates() {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            int number = 2;
            for (short format : new short[] {14, 31, 57, 58}) {
                CellStyle style = sheet.getWorkbook().createCellStyle();
                style.setDataFormat(format);
                Row row = row(sheet, number, sound(number++));
                row.getCell(11).setCellValue(LocalDate.of(2020, 9, 30));
                row.getCell(11).setCellStyle(style);
            }
            row(sheet, number, sound(number)).getCell(11).setCellValue(44104);
        });
    }
}

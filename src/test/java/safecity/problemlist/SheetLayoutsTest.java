package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.problemlist.Sample.only;
import static safecity.problemlist.Workbooks.HEADING;
import static safecity.problemlist.Workbooks.book;
import static safecity.problemlist.Workbooks.row;
import static safecity.problemlist.Workbooks.sound;
import static safecity.problemlist.Workbooks.text;
import static safecity.problemlist.Workbooks.withEntry;
import static safecity.problemlist.Workbooks.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists that are laid out otherwise than the template: sheets, headings, rows. */
class SheetLayoutsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void is_read(Sample sample) {
        sample.check().accept(Workbooks.read(sample.bytes().get()));
    }

    static Stream<Sample> corpus() {
        return Stream.of(
                new Sample(
                        "a million blank rows",
                        SheetLayoutsTest::millionBlankRows,
                        list -> assertThat(list.rows()).hasSize(2)),
                new Sample("other columns in another order", SheetLayoutsTest::shuffled, list -> {
                    assertThat(only(list).flaws()).isEmpty();
                    assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju");
                    assertThat(list.notes()).singleElement().asString().contains("照片编号");
                    assertThat(only(list).cells()).contains(new ListRow.Cell("照片编号", "P-1"));
                }),
                new Sample("headings with spaces, breaks, stars and brackets", SheetLayoutsTest::decorated, list -> {
                    assertThat(only(list).description()).isEqualTo("井盖破损");
                    assertThat(only(list).deadline()).isEqualTo("2020-09-30");
                }),
                new Sample("a heading of two rows", SheetLayoutsTest::twoRowHeading, list -> {
                    assertThat(list.headingRow()).isEqualTo(3);
                    assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju");
                    assertThat(only(list).cooperating()).containsExactly("huang-cun-zhen");
                }),
                new Sample("group names above the heading", SheetLayoutsTest::groupedHeading, list -> {
                    assertThat(only(list).description()).isEqualTo("井盖破损");
                    assertThat(only(list).deadline()).isEqualTo("2020-09-30");
                    assertThat(only(list).flaws()).isEmpty();
                }),
                new Sample("merged cells", SheetLayoutsTest::merged, list -> {
                    assertThat(list.rows())
                            .extracting(ListRow::locality)
                            .containsExactly("huang-cun-zhen", "huang-cun-zhen");
                    assertThat(list.rows())
                            .allSatisfy(each -> assertThat(each.flaws()).isEmpty());
                }),
                new Sample("a section heading and totals between the rows", SheetLayoutsTest::sections, list -> {
                    assertThat(list.rows()).hasSize(2);
                    assertThat(list.notes()).anyMatch(note -> note.contains("一、消防类"));
                }),
                new Sample(
                        "rows that have a number only",
                        () -> workbook(sheet -> {
                            row(sheet, 1, HEADING);
                            row(sheet, 2, sound(1));
                            row(sheet, 3, "2");
                            row(sheet, 4, "3");
                        }),
                        list -> {
                            assertThat(list.rows()).hasSize(1);
                            assertThat(list.notes()).containsExactly("2 行只有序号，已跳过");
                        }),
                new Sample(
                        "the heading again on page two",
                        () -> workbook(sheet -> {
                            row(sheet, 1, HEADING);
                            row(sheet, 2, sound(1));
                            row(sheet, 3, HEADING);
                            row(sheet, 4, sound(2));
                        }),
                        list -> assertThat(list.rows()).hasSize(2)),
                new Sample(
                        "hidden rows",
                        () -> workbook(sheet -> {
                            row(sheet, 1, HEADING);
                            row(sheet, 2, sound(1)).setZeroHeight(true);
                        }),
                        list -> assertThat(only(list).notes()).anyMatch(note -> note.contains("隐藏"))),
                new Sample("a hidden sheet and one of explanations before the list", SheetLayoutsTest::sheets, list -> {
                    assertThat(list.sheet()).isEqualTo("清单");
                    assertThat(list.rows()).hasSize(1);
                    assertThat(list.notes()).anyMatch(note -> note.contains("隐藏的工作表“旧清单”"));
                    assertThat(list.notes()).anyMatch(note -> note.contains("填表要求"));
                }),
                new Sample("an old .xls", SheetLayoutsTest::xls, list -> {
                    assertThat(list.rows()).hasSize(2);
                    assertThat(list.rows().get(0).deadline()).isEqualTo("2020-09-30");
                    assertThat(list.rows().get(0).flaws()).isEmpty();
                    assertThat(list.title()).isEqualTo("大兴区问题清单");
                }));
    }

    /** Two rows, then a million that are formatted and empty, as a column style dragged to the end leaves behind. */
    private static byte[] millionBlankRows() {
        StringBuilder xml = new StringBuilder(60_000_000);
        xml.append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        String[][] rows = {HEADING, sound(1), sound(2)};
        for (int row = 0; row < rows.length; row++) {
            xml.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < HEADING.length; column++) {
                xml.append("<c r=\"").append((char) ('A' + column)).append(row + 1);
                xml.append("\" t=\"inlineStr\"><is><t>")
                        .append(rows[row][column])
                        .append("</t></is></c>");
            }
            xml.append("</row>");
        }
        for (int row = 4; row <= 1_000_000; row++) {
            xml.append("<row r=\"")
                    .append(row)
                    .append("\"><c r=\"A")
                    .append(row)
                    .append("\" s=\"0\"/></row>");
        }
        xml.append("</sheetData></worksheet>");
        return withEntry("xl/worksheets/sheet1.xml", text(xml.toString()));
    }

    private static byte[] shuffled() {
        return workbook(sheet -> {
            row(sheet, 2, "整改期限", "照片编号", "责任单位", "存在的问题", "所属镇街");
            row(sheet, 3, "2020年９月底前", "P-1", "区水务局", "井盖破损", "黄村镇");
        });
    }

    private static byte[] decorated() {
        return workbook(sheet -> {
            row(sheet, 1, " 序 号 ", "问题（隐患）\n描述*", "牵头 责任单位（只填一个）", "整改时限\r\n(年/月/日)");
            row(sheet, 2, "1", "井盖破损", "区水务局", "2020. 9. 30");
        });
    }

    private static byte[] twoRowHeading() {
        return workbook(sheet -> {
            row(sheet, 1, "大兴区问题清单");
            row(sheet, 2, "序号", "问题描述", "责任单位", "", "整改时限");
            row(sheet, 3, "", "", "牵头", "配合", "");
            sheet.addMergedRegion(CellRangeAddress.valueOf("C2:D2"));
            sheet.addMergedRegion(CellRangeAddress.valueOf("A2:A3"));
            row(sheet, 4, "1", "井盖破损", "区水务局", "黄村镇", "2020-09-30");
        });
    }

    private static byte[] groupedHeading() {
        return workbook(sheet -> {
            row(sheet, 1, "大兴区问题清单");
            row(sheet, 2, "序号", "问题概况", "", "责任划分", "", "整改要素", "");
            row(sheet, 3, "", "描述", "点位", "牵头", "配合", "措施", "时限");
            row(sheet, 4, "1", "井盖破损", "兴华大街", "区水务局", "黄村镇", "更换", "9月30日");
        });
    }

    private static byte[] merged() {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            row(sheet, 2, sound(1));
            String[] second = sound(2);
            second[4] = "";
            second[7] = "";
            row(sheet, 3, second);
            sheet.addMergedRegion(CellRangeAddress.valueOf("E2:E3"));
            sheet.addMergedRegion(CellRangeAddress.valueOf("H2:H3"));
        });
    }

    private static byte[] sections() {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            row(sheet, 2, "一、消防类");
            sheet.addMergedRegion(CellRangeAddress.valueOf("A2:O2"));
            row(sheet, 3, sound(1));
            row(sheet, 4, "小 计", "1 条");
            row(sheet, 5, sound(2));
            row(sheet, 6, "填报人：张某", "", "", "审核人：李某");
            row(sheet, 7, "注：本表一式两份");
        });
    }

    private static byte[] sheets() {
        return book(book -> {
            Sheet old = book.createSheet("旧清单");
            row(old, 1, HEADING);
            row(old, 2, sound(9));
            book.setSheetHidden(0, true);
            row(book.createSheet("填表要求"), 1, "请如实填写");
            Sheet list = book.createSheet("清单");
            row(list, 1, HEADING);
            row(list, 2, sound(1));
            Sheet second = book.createSheet("清单2");
            row(second, 1, HEADING);
            row(second, 2, sound(2));
            book.setActiveSheet(2);
        });
    }

    private static byte[] xls() {
        try (Workbook book = new HSSFWorkbook()) {
            row(book.createSheet("说明"), 1, "请如实填写");
            Sheet sheet = book.createSheet("清单");
            row(sheet, 1, "大兴区问题清单");
            row(sheet, 3, HEADING);
            CellStyle date = book.createCellStyle();
            date.setDataFormat((short) 14);
            date.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            Row row = row(sheet, 4, sound(1));
            row.getCell(11).setCellValue(LocalDate.of(2020, 9, 30));
            row.getCell(11).setCellStyle(date);
            row(sheet, 5, sound(2));
            row(sheet, 6, "合计");
            return Workbooks.bytes(book);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

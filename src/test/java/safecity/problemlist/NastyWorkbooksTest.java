package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static safecity.problemlist.Workbooks.HEADING;
import static safecity.problemlist.Workbooks.book;
import static safecity.problemlist.Workbooks.row;
import static safecity.problemlist.Workbooks.sound;
import static safecity.problemlist.Workbooks.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks as people send them, and as attackers do. */
class NastyWorkbooksTest {

    /** A workbook, and what must come of it: either a refusal that contains a text, or a list that passes a check. */
    record Nasty(String name, Supplier<byte[]> bytes, String refusal, Consumer<ParsedList> check) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void is_read_or_refused_with_reason(Nasty nasty) {
        byte[] bytes = nasty.bytes().get();

        if (nasty.refusal().isEmpty()) {
            nasty.check().accept(Workbooks.read(bytes));
        } else {
            Throwable refused = catchThrowable(() -> Workbooks.read(bytes));
            assertThat(refused).isInstanceOf(WorkbookRefused.class).hasMessageContaining(nasty.refusal());
        }
    }

    static Stream<Nasty> corpus() {
        return Stream.of(
                refused("an empty file", () -> new byte[0], "文件是空的"),
                refused("a csv that was renamed", () -> text("序号,描述\n1,井盖破损\n"), "CSV"),
                refused("a web page that was renamed", () -> text("<html><table><tr><td>描述"), "网页"),
                refused("a pdf", () -> text("%PDF-1.7 …"), "PDF"),
                refused("random bytes", () -> new byte[] {1, 2, 0, 3, 4, 5, 6, 7, 8}, "不是 Excel 工作簿"),
                refused("a zip of something else", () -> zip("readme.txt", text("x")), "不是 Excel 工作簿"),
                refused("a Word document", () -> zip("word/document.xml", text("<x/>")), "Word"),
                refused("half a workbook", NastyWorkbooksTest::half, "损坏"),
                refused("a workbook whose xml is not well-formed", NastyWorkbooksTest::illFormed, "损坏"),
                refused("a workbook with an external entity", NastyWorkbooksTest::externalEntity, "损坏"),
                refused("a password", NastyWorkbooksTest::encrypted, "密码"),
                refused("macros", () -> withEntry("xl/vbaProject.bin", text("x")), "宏"),
                refused("a zip bomb", NastyWorkbooksTest::bomb, "解压后过大"),
                refused("more than 20 MB", () -> new byte[20 * 1024 * 1024 + 1], "20 MB"),
                refused("more than 20,000 rows", () -> rows(20_200), "20,000"),
                refused("no heading", () -> workbook(sheet -> row(sheet, 1, "甲", "乙", "丙")), "没有找到表头"),
                refused("an empty sheet", () -> workbook(sheet -> {}), "没有找到表头"),
                refused("a heading and nothing below", () -> workbook(sheet -> row(sheet, 1, HEADING)), "没有数据行"),
                refused(
                        "no column for the description",
                        () -> workbook(sheet -> {
                            row(sheet, 1, "序号", "点位", "属地", "牵头责任单位");
                            row(sheet, 2, "1", "某处", "黄村镇", "区水务局");
                        }),
                        "问题(隐患)描述"),
                refused(
                        "no column for the lead, nor for the task",
                        () -> workbook(sheet -> {
                            row(sheet, 1, "序号", "描述", "点位");
                            row(sheet, 2, "1", "井盖破损", "某处");
                        }),
                        "牵头责任单位"),
                read(
                        "a million blank rows",
                        NastyWorkbooksTest::millionBlankRows,
                        list -> assertThat(list.rows()).hasSize(2)),
                read("other columns in another order", NastyWorkbooksTest::shuffled, list -> {
                    assertThat(only(list).flaws()).isEmpty();
                    assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju");
                    assertThat(list.notes()).singleElement().asString().contains("照片编号");
                    assertThat(only(list).cells()).contains(new ListRow.Cell("照片编号", "P-1"));
                }),
                read("headings with spaces, breaks, stars and brackets", NastyWorkbooksTest::decorated, list -> {
                    assertThat(only(list).description()).isEqualTo("井盖破损");
                    assertThat(only(list).deadline()).isEqualTo("2020-09-30");
                }),
                read("a heading of two rows", NastyWorkbooksTest::twoRowHeading, list -> {
                    assertThat(list.headingRow()).isEqualTo(3);
                    assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju");
                    assertThat(only(list).cooperating()).containsExactly("huang-cun-zhen");
                }),
                read("group names above the heading", NastyWorkbooksTest::groupedHeading, list -> {
                    assertThat(only(list).description()).isEqualTo("井盖破损");
                    assertThat(only(list).deadline()).isEqualTo("2020-09-30");
                    assertThat(only(list).flaws()).isEmpty();
                }),
                read("merged cells", NastyWorkbooksTest::merged, list -> {
                    assertThat(list.rows())
                            .extracting(ListRow::locality)
                            .containsExactly("huang-cun-zhen", "huang-cun-zhen");
                    assertThat(list.rows())
                            .allSatisfy(each -> assertThat(each.flaws()).isEmpty());
                }),
                read("a section heading and totals between the rows", NastyWorkbooksTest::sections, list -> {
                    assertThat(list.rows()).hasSize(2);
                    assertThat(list.notes()).anyMatch(note -> note.contains("一、消防类"));
                }),
                read(
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
                read(
                        "the heading again on page two",
                        () -> workbook(sheet -> {
                            row(sheet, 1, HEADING);
                            row(sheet, 2, sound(1));
                            row(sheet, 3, HEADING);
                            row(sheet, 4, sound(2));
                        }),
                        list -> assertThat(list.rows()).hasSize(2)),
                read(
                        "hidden rows",
                        () -> workbook(sheet -> {
                            row(sheet, 1, HEADING);
                            row(sheet, 2, sound(1)).setZeroHeight(true);
                        }),
                        list -> assertThat(only(list).notes()).anyMatch(note -> note.contains("隐藏"))),
                read("a hidden sheet and one of explanations before the list", NastyWorkbooksTest::sheets, list -> {
                    assertThat(list.sheet()).isEqualTo("清单");
                    assertThat(list.rows()).hasSize(1);
                    assertThat(list.notes()).anyMatch(note -> note.contains("隐藏的工作表“旧清单”"));
                    assertThat(list.notes()).anyMatch(note -> note.contains("填表要求"));
                }),
                read("formulas, and text that looks like one", NastyWorkbooksTest::formulas, list -> {
                    assertThat(only(list).phone()).isEqualTo("=HYPERLINK(\"http://x\",\"y\")");
                    assertThat(only(list).place()).isEqualTo("兴华大街");
                    assertThat(only(list).notes()).anyMatch(note -> note.contains("公式"));
                }),
                read(
                        "error values",
                        NastyWorkbooksTest::errorValues,
                        list -> assertThat(messages(list)).anyMatch(message -> message.contains("#N/A"))),
                read(
                        "real dates in Chinese formats",
                        NastyWorkbooksTest::realDates,
                        list -> assertThat(list.rows())
                                .extracting(ListRow::deadline)
                                .containsOnly(LocalDate.of(2020, 9, 30))),
                read(
                        "ten thousand characters",
                        () -> with(1, "长".repeat(10_000)),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("10,000", "2,000")),
                read(
                        "line breaks and signs that turn the direction of writing",
                        () -> with(3, "兴华\r\n大街\u202E"),
                        list -> assertThat(only(list).place()).isEqualTo("兴华 大街")),
                read(
                        "the office as lead",
                        () -> with(7, "区创安办"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("不能作牵头")),
                read(
                        "two leads",
                        () -> with(7, "区水务局、区城管委"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("只填一个")),
                read(
                        "a group as lead",
                        () -> with(7, "各镇街"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("只填一个")),
                read(
                        "a lead by its full name, with spaces",
                        () -> with(7, " 北京市大兴区 水务局\n"),
                        list -> assertThat(only(list).lead()).isEqualTo("qu-shui-wu-ju")),
                read("no lead but a task", () -> with(7, ""), list -> {
                    assertThat(only(list).lead()).isNull();
                    assertThat(only(list).flaws()).isEmpty();
                }),
                read(
                        "task 23",
                        () -> with(5, "23"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("1 至 22")),
                read(
                        "a grade of its own",
                        () -> with(6, "较大"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("“一般”或“重大”")),
                read(
                        "a department as locality",
                        () -> with(4, "区水务局"),
                        list -> assertThat(messages(list))
                                .singleElement()
                                .asString()
                                .contains("属地")),
                read("an old .xls", NastyWorkbooksTest::xls, list -> {
                    assertThat(list.rows()).hasSize(2);
                    assertThat(list.rows().get(0).deadline()).isEqualTo("2020-09-30");
                    assertThat(list.rows().get(0).flaws()).isEmpty();
                    assertThat(list.title()).isEqualTo("大兴区问题清单");
                }));
    }

    @Test
    void ten_thousand_rows_stay_within_bounds() {
        List<Integer> progress = new java.util.ArrayList<>();
        byte[] bytes = rows(10_000);
        ParsedList list;
        try {
            list = Workbooks.reader().read(bytes, "清单.xlsx", 2020, Workbooks.UNITS, progress::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }

        assertThat(list.rows()).hasSize(10_000);
        assertThat(progress).isSorted().hasSizeGreaterThan(10);
        assertThat(Workbooks.judge(list, java.util.Set.of(), List.of()))
                .allMatch(each -> each.verdict() == Verdicts.Verdict.IMPORTABLE);
    }

    private static Nasty refused(String name, Supplier<byte[]> bytes, String refusal) {
        return new Nasty(name, bytes, refusal, list -> {});
    }

    private static Nasty read(String name, Supplier<byte[]> bytes, Consumer<ParsedList> check) {
        return new Nasty(name, bytes, "", check);
    }

    private static ListRow only(ParsedList list) {
        assertThat(list.rows()).hasSize(1);
        return list.rows().get(0);
    }

    private static List<String> messages(ParsedList list) {
        return only(list).flaws().stream().map(ListRow.Flaw::message).toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String entry, byte[] content) {
        return Workbooks.zip(Map.of(entry, content));
    }

    private static byte[] with(int column, String value) {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            String[] texts = sound(1);
            texts[column] = value;
            row(sheet, 2, texts);
        });
    }

    private static byte[] rows(int count) {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            for (int index = 1; index <= count; index++) {
                row(sheet, index + 1, sound(index));
            }
        });
    }

    private static byte[] half() {
        byte[] whole = Workbooks.demonstration();
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** The parts of a sound workbook, with one replaced or added. */
    private static byte[] withEntry(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (java.util.zip.ZipInputStream zip =
                new java.util.zip.ZipInputStream(new ByteArrayInputStream(with(14, "")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        entries.put(name, content);
        return Workbooks.zip(entries);
    }

    private static byte[] illFormed() {
        return withEntry("xl/worksheets/sheet1.xml", text("<worksheet><sheetData><row></sheetData>"));
    }

    private static byte[] externalEntity() {
        return withEntry("xl/worksheets/sheet1.xml", text("""
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
                <c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"""));
    }

    private static byte[] bomb() {
        return withEntry("xl/sharedStrings.xml", new byte[150 * 1024 * 1024]);
    }

    private static byte[] encrypted() {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OPCPackage archive = OPCPackage.open(new ByteArrayInputStream(with(14, "")));
                    OutputStream out = encryptor.getDataStream(files)) {
                archive.save(out);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            files.writeFilesystem(out);
            return out.toByteArray();
        } catch (Exception unwritable) {
            throw new IllegalStateException(unwritable);
        }
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
            row.getCell(7).setCellErrorValue(org.apache.poi.ss.usermodel.FormulaError.NA.getCode());
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

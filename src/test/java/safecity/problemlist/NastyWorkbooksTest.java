package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static safecity.problemlist.Workbooks.HEADING;
import static safecity.problemlist.Workbooks.row;
import static safecity.problemlist.Workbooks.rows;
import static safecity.problemlist.Workbooks.text;
import static safecity.problemlist.Workbooks.with;
import static safecity.problemlist.Workbooks.withEntry;
import static safecity.problemlist.Workbooks.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no list, broken by accident or by intent, and how much a list may be. */
class NastyWorkbooksTest {

    /** A file, and what its refusal must say. */
    record Nasty(String name, Supplier<byte[]> bytes, String refusal) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void is_refused_with_reason(Nasty nasty) {
        byte[] bytes = nasty.bytes().get();

        Throwable refused = catchThrowable(() -> Workbooks.read(bytes));

        assertThat(refused).isInstanceOf(WorkbookRefused.class).hasMessageContaining(nasty.refusal());
    }

    static Stream<Nasty> corpus() {
        return Stream.of(
                new Nasty("an empty file", () -> new byte[0], "文件是空的"),
                new Nasty("a csv that was renamed", () -> text("序号,描述\n1,井盖破损\n"), "CSV"),
                new Nasty("a web page that was renamed", () -> text("<html><table><tr><td>描述"), "网页"),
                new Nasty("a pdf", () -> text("%PDF-1.7 …"), "PDF"),
                new Nasty("random bytes", () -> new byte[] {1, 2, 0, 3, 4, 5, 6, 7, 8}, "不是 Excel 工作簿"),
                new Nasty("a zip of something else", () -> zip("readme.txt", text("x")), "不是 Excel 工作簿"),
                new Nasty("a Word document", () -> zip("word/document.xml", text("<x/>")), "Word"),
                new Nasty("half a workbook", NastyWorkbooksTest::half, "损坏"),
                new Nasty("a workbook whose xml is not well-formed", NastyWorkbooksTest::illFormed, "损坏"),
                new Nasty("a workbook with an external entity", NastyWorkbooksTest::externalEntity, "损坏"),
                new Nasty("a password", NastyWorkbooksTest::encrypted, "密码"),
                new Nasty("macros", () -> withEntry("xl/vbaProject.bin", text("x")), "宏"),
                new Nasty("a zip bomb", NastyWorkbooksTest::bomb, "解压后过大"),
                new Nasty("millions of texts of nothing", NastyWorkbooksTest::texts, "解压后过大"),
                new Nasty("millions of cells", () -> sheet("<c><v>1</v></c>".repeat(200), 6_000), "内容过多"),
                new Nasty(
                        "texts that fill the memory",
                        () -> sheet("<c t=\"inlineStr\"><is><t>" + "满".repeat(9_000) + "</t></is></c>", 5_000),
                        "内容过多"),
                new Nasty("more than 20 MB", () -> new byte[20 * 1024 * 1024 + 1], "20 MB"),
                new Nasty("more than 20,000 rows", () -> rows(20_200), "20,000"),
                new Nasty("no heading", () -> workbook(sheet -> row(sheet, 1, "甲", "乙", "丙")), "没有找到表头"),
                new Nasty("an empty sheet", () -> workbook(sheet -> {}), "没有找到表头"),
                new Nasty("a heading and nothing below", () -> workbook(sheet -> row(sheet, 1, HEADING)), "没有数据行"),
                new Nasty(
                        "no column for the description",
                        () -> workbook(sheet -> {
                            row(sheet, 1, "序号", "点位", "属地", "牵头责任单位");
                            row(sheet, 2, "1", "某处", "黄村镇", "区水务局");
                        }),
                        "问题(隐患)描述"),
                new Nasty(
                        "no column for the lead, nor for the task",
                        () -> workbook(sheet -> {
                            row(sheet, 1, "序号", "描述", "点位");
                            row(sheet, 2, "1", "井盖破损", "某处");
                        }),
                        "牵头责任单位"));
    }

    @Test
    void ten_thousand_rows_stay_within_bounds() {
        List<Integer> progress = new ArrayList<>();
        byte[] bytes = rows(10_000);
        ParsedList list;
        try {
            list = Workbooks.reader().read(bytes, "清单.xlsx", 2020, Workbooks.UNITS, progress::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }

        assertThat(list.rows()).hasSize(10_000);
        assertThat(progress).isSorted().hasSizeGreaterThan(10);
        assertThat(Workbooks.judge(list, Set.of(), List.of()))
                .allMatch(each -> each.verdict() == Verdicts.Verdict.IMPORTABLE);
    }

    @Test
    void spends_no_memory_on_workbooks_made_to_exhaust_it() {
        byte[] unpacking = bomb();
        byte[] texts = texts();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(catchThrowable(() -> Workbooks.read(unpacking))).isInstanceOf(WorkbookRefused.class);
        assertThat(catchThrowable(() -> Workbooks.read(texts))).isInstanceOf(WorkbookRefused.class);
        long spent = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(spent).isLessThan(64L * 1024 * 1024);
    }

    private static byte[] zip(String entry, byte[] content) {
        return Workbooks.zip(Map.of(entry, content));
    }

    private static byte[] half() {
        byte[] whole = Workbooks.demonstration();
        return Arrays.copyOf(whole, whole.length / 2);
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
        return withEntry("xl/sharedStrings.xml", new byte[51 * 1024 * 1024]);
    }

    private static byte[] texts() {
        return withEntry(
                "xl/sharedStrings.xml",
                text("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<si><t/></si>".repeat(1_500_000) + "</sst>"));
    }

    /** A sheet with a heading and rows that are all alike. */
    private static byte[] sheet(String cells, int rows) {
        String heading = Stream.of(HEADING)
                .map(each -> "<c t=\"inlineStr\"><is><t>" + each + "</t></is></c>")
                .collect(Collectors.joining());
        return withEntry(
                "xl/worksheets/sheet1.xml",
                text("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row>"
                        + heading + "</row>" + ("<row>" + cells + "</row>").repeat(rows) + "</sheetData></worksheet>"));
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
}

package safecity.problemlist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Looks at a file before a parser does: its bytes decide what it is, not its name. Unpacks once, counting, so that a bomb is found in seconds. */
final class WorkbookGate {

    /** Largest file, in bytes. */
    static final int MAX_BYTES = 20 * 1024 * 1024;

    /** Sheets are read as a stream: a million blank rows with borders, as many a real list has below, take 300 MB here and none in memory. */
    private static final long MAX_UNPACKED = 400L * 1024 * 1024;

    /** Texts are held in memory while a list is read. */
    private static final long MAX_STRINGS = 50L * 1024 * 1024;

    private static final int MAX_TEXTS = 1_000_000;
    private static final int ELEMENTS_OF_A_TEXT = 4;
    private static final long MAX_OTHER_XML = 10L * 1024 * 1024;
    private static final int MAX_ENTRIES = 2_000;

    private static final String NOT_A_WORKBOOK = "这不是 Excel 工作簿。请上传 .xlsx 文件（或旧版 .xls），表头须有“问题(隐患)描述”等列";
    private static final String MACROS = "工作簿带有宏，不能导入。请在 Excel 中另存为“Excel 工作簿(*.xlsx)”后再上传";
    private static final String PASSWORD = "工作簿设有打开密码，无法读取。请在 Excel 中取消密码后再上传";
    private static final String BROKEN = "文件已损坏或没有传完，无法读取。请用 Excel 打开检查，另存为 .xlsx 后再上传";
    private static final String BOMB = "文件解压后过大（超过 %d MB），可能有大量空白格式或异常内容。请只复制有内容的行到新的工作簿后再上传";

    enum Kind {
        XLSX,
        XLS
    }

    private WorkbookGate() {}

    /**
     * Returns what the bytes are.
     *
     * @param bytes the file
     * @param file  the same bytes as a file on disk
     * @throws WorkbookRefused if they are no workbook that we read
     */
    static Kind examine(byte[] bytes, Path file) throws IOException {
        if (bytes.length == 0) {
            throw new WorkbookRefused("文件是空的。请选择填好的 .xlsx 文件");
        }
        if (bytes.length > MAX_BYTES) {
            throw new WorkbookRefused("文件超过 20 MB。请删除图片和多余的工作表，或拆成几个文件上传");
        }
        FileMagic magic = FileMagic.valueOf(Arrays.copyOf(bytes, Math.min(bytes.length, 64)));
        return switch (magic) {
            case OOXML -> examineZip(file);
            case OLE2 -> examineOle2(file);
            default -> throw new WorkbookRefused(textual(bytes));
        };
    }

    private static String textual(byte[] bytes) {
        int length = Math.min(bytes.length, 4096);
        for (int index = 0; index < length; index++) {
            if (bytes[index] == 0) {
                return NOT_A_WORKBOOK;
            }
        }
        String head = new String(bytes, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (head.startsWith("%pdf")) {
            return "这是 PDF 文件，不能导入。请上传 Excel 工作簿 (.xlsx)";
        }
        if (head.contains("<html") || head.contains("<table") || head.contains("<?xml")) {
            return "这是网页或 XML 文件，只是改了扩展名。请用 Excel 打开，另存为 .xlsx 后再上传";
        }
        if (head.contains(",") || head.contains("\t")) {
            return "这是文本（CSV）文件，不是工作簿，改扩展名没有用。请用 Excel 打开，另存为 .xlsx 后再上传";
        }
        return NOT_A_WORKBOOK;
    }

    private static Kind examineZip(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new WorkbookRefused(BOMB.formatted(MAX_UNPACKED >> 20));
            }
            boolean workbook = zip.getEntry("xl/workbook.xml") != null && zip.getEntry("[Content_Types].xml") != null;
            if (zip.getEntry("xl/workbook.bin") != null) {
                throw new WorkbookRefused("这是二进制工作簿 (.xlsb)。请在 Excel 中另存为“Excel 工作簿(*.xlsx)”后再上传");
            }
            if (!workbook) {
                throw new WorkbookRefused(
                        zip.getEntry("word/document.xml") != null
                                ? "这是 Word 文档，不能导入。请把清单表格复制到 Excel，存为 .xlsx 后再上传"
                                : NOT_A_WORKBOOK);
            }
            long unpacked = 0;
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    throw new WorkbookRefused(MACROS);
                }
                unpacked += unpack(zip, entry, MAX_UNPACKED - unpacked);
            }
            if (contentTypes(zip).contains("macroEnabled")) {
                throw new WorkbookRefused(MACROS);
            }
            return Kind.XLSX;
        } catch (IOException | IllegalArgumentException damaged) {
            throw broken(damaged);
        }
    }

    /** Counts what an entry really unpacks to; what its header says may be a lie. */
    private static long unpack(ZipFile zip, ZipEntry entry, long allowed) throws IOException {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        long limit = allowed;
        boolean texts = name.endsWith("sharedstrings.xml");
        int ends = 0;
        if (texts) {
            limit = Math.min(limit, MAX_STRINGS);
        } else if (!name.startsWith("xl/worksheets/") && (name.endsWith(".xml") || name.endsWith(".rels"))) {
            limit = Math.min(limit, MAX_OTHER_XML);
        }
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
                ends += texts ? endsOfElements(buffer, read) : 0;
                if (count > limit || ends > ELEMENTS_OF_A_TEXT * MAX_TEXTS) {
                    throw new WorkbookRefused(BOMB.formatted(limit >> 20));
                }
            }
        }
        return count;
    }

    private static int endsOfElements(byte[] xml, int length) {
        int ends = 0;
        for (int at = 0; at < length; at++) {
            ends += xml[at] == '>' ? 1 : 0;
        }
        return ends;
    }

    private static String contentTypes(ZipFile zip) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry("[Content_Types].xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Kind examineOle2(Path file) {
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw new WorkbookRefused(PASSWORD);
            }
            if (root.hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
                throw new WorkbookRefused(MACROS);
            }
            if (!root.hasEntryCaseInsensitive("Workbook") && !root.hasEntryCaseInsensitive("Book")) {
                throw new WorkbookRefused(NOT_A_WORKBOOK);
            }
            return Kind.XLS;
        } catch (IOException | RuntimeException damaged) {
            if (damaged instanceof WorkbookRefused refused) {
                throw refused;
            }
            throw broken(damaged);
        }
    }

    /** Bytes that a workbook takes once it is unpacked, counted up to a limit; an old {@code .xls} counts four times its size. */
    static long unpackedSize(byte[] bytes, long limit) throws IOException {
        if (bytes.length == 0 || bytes[0] != 'P') {
            return Math.min(limit, 4L * bytes.length);
        }
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            while (zip.getNextEntry() != null) {
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    count += read;
                    if (count >= limit) {
                        return limit;
                    }
                }
            }
        }
        return count;
    }

    /** What to tell if a parser fails on a file that looked well. */
    static WorkbookRefused broken(Exception damage) {
        WorkbookRefused refused = new WorkbookRefused(BROKEN);
        refused.initCause(damage);
        return refused;
    }

    static WorkbookRefused password() {
        return new WorkbookRefused(PASSWORD);
    }
}

package safecity.problemlist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import safecity.unit.Unit;

/** Workbooks made by code, and the reader with the real directory and headings. */
final class Workbooks {

    static final Path DEMONSTRATION = Path.of("config/demonstration/problem-list-2020-batch-1.xlsx");
    static final String[] HEADING = {
        "序号",
        "问题(隐患)描述",
        "问题来源",
        "点位",
        "属地",
        "对应任务序号",
        "隐患等级",
        "牵头责任单位",
        "配合单位",
        "整改目标",
        "整改措施",
        "整改时限",
        "责任人",
        "联系电话",
        "备注"
    };
    static final List<Unit> UNITS = units();

    private Workbooks() {}

    static ListReader reader() {
        try (Reader columns = Files.newBufferedReader(Path.of("config/list-columns.csv"));
                Reader groups = Files.newBufferedReader(Path.of("config/unit-groups.csv"))) {
            return new ListReader(new ListColumns(columns), new UnitGroups(groups));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ParsedList read(byte[] bytes) {
        try {
            return reader().read(bytes, "清单.xlsx", 2020, UNITS, rows -> {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Verdicts.Judged> judge(ParsedList list, Set<String> known, List<Verdicts.Existing> existing) {
        Map<String, String> names = UNITS.stream().collect(Collectors.toMap(Unit::code, Unit::shortName));
        return new Verdicts(names, known, existing, LocalDate.of(2020, 7, 20)).judge(list.rows());
    }

    static byte[] demonstration() {
        try {
            return Files.readAllBytes(DEMONSTRATION);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A workbook with one sheet that the recipe fills. */
    static byte[] workbook(Consumer<Sheet> recipe) {
        return book(book -> recipe.accept(book.createSheet("问题清单")));
    }

    static byte[] book(Consumer<Workbook> recipe) {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            recipe.accept(book);
            return bytes(book);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static byte[] bytes(Workbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    static Row row(Sheet sheet, int number, String... texts) {
        Row row = sheet.createRow(number - 1);
        for (int column = 0; column < texts.length; column++) {
            if (!texts[column].isEmpty()) {
                row.createCell(column).setCellValue(texts[column]);
            }
        }
        return row;
    }

    /** A sound row in the order of {@link #HEADING}. */
    static String[] sound(int serial) {
        return new String[] {
            String.valueOf(serial),
            "第" + serial + "处消防通道被杂物堵塞",
            "专项检查",
            "兴华大街" + serial + "号",
            "黄村镇",
            "8",
            "一般",
            "区消防支队",
            "黄村镇",
            "畅通",
            "清理",
            "2020-09-30",
            "张某",
            "010-00000001",
            ""
        };
    }

    /** A workbook of one sound row, in which one column (from 0) holds another value. */
    static byte[] with(int column, String value) {
        return workbook(sheet -> {
            row(sheet, 1, HEADING);
            String[] texts = sound(1);
            texts[column] = value;
            row(sheet, 2, texts);
        });
    }

    /** A workbook of sound rows. */
    static byte[] rows(int count) {
        try (SXSSFWorkbook book = new SXSSFWorkbook()) {
            Sheet sheet = book.createSheet("问题清单");
            row(sheet, 1, HEADING);
            for (int index = 1; index <= count; index++) {
                row(sheet, index + 1, sound(index));
            }
            return bytes(book);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The parts of a sound workbook, with one replaced or added. */
    static byte[] withEntry(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(with(14, "")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        entries.put(name, content);
        return Workbooks.zip(entries);
    }

    /** A zip archive of entries, for files that POI would not write. */
    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        try (Reader csv = Files.newBufferedReader(Path.of("config/units.csv"), StandardCharsets.UTF_8)) {
            for (CSVRecord line : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(csv)) {
                String aliases = line.get("aliases");
                units.add(new Unit(
                        line.get("code"),
                        line.get("short_name"),
                        line.get("full_name"),
                        line.get("kind"),
                        line.get("kind_zh"),
                        aliases.isEmpty() ? List.of() : List.of(aliases.split(";")),
                        line.get("full_name_verified").equals("yes")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(units);
    }
}

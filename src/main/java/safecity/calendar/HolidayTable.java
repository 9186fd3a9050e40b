package safecity.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** 放假安排: the days of one year as a CSV table with the columns date, kind, name, source; read with every mistake named by its line. */
final class HolidayTable {

    private static final List<String> COLUMNS = List.of("date", "kind", "name", "source");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_SOURCE = 500;
    private static final int LARGEST = 200_000;

    /** Excel writes dates with slashes when it saves a table that it has opened. */
    private static final DateTimeFormatter WITH_SLASHES = DateTimeFormatter.ofPattern("uuuu/M/d");

    private static final Map<String, Boolean> KINDS = Map.of("holiday", false, "休", false, "workday", true, "班", true);

    private final int year;
    private final List<String> complaints = new ArrayList<>();
    private final Map<LocalDate, Long> lines = new HashMap<>();

    private HolidayTable(int year) {
        this.year = year;
    }

    /**
     * What was read.
     *
     * @param days       in order; to be used only if there are no complaints
     * @param complaints in Chinese, each with its line
     */
    record Read(List<Holiday> days, List<String> complaints) {}

    /** Reads a whole year, which must have its National Day. */
    static Read read(int year, byte[] content) {
        HolidayTable table = new HolidayTable(year);
        List<Holiday> days = content.length > LARGEST ? table.tooLarge() : table.rows(text(content));
        LocalDate nationalDay = LocalDate.of(year, 10, 1);
        if (table.complaints.isEmpty()
                && days.stream().noneMatch(day -> day.day().equals(nationalDay))) {
            table.complaints.add("缺少 %s（国庆节），不是完整的一年，请核对后补齐".formatted(nationalDay));
        }
        return new Read(days, List.copyOf(table.complaints));
    }

    /** Checks a single day that was typed in, and puts it into the year. */
    static Read put(int year, List<Holiday> others, String day, String kind, String name, String source) {
        HolidayTable table = new HolidayTable(year);
        List<Holiday> days = new ArrayList<>(others);
        @Nullable Holiday typed = table.holiday("", 0, List.of(day, kind, name, source));
        if (typed != null) {
            days.removeIf(other -> other.day().equals(typed.day()));
            days.add(typed);
        }
        days.sort(Comparator.comparing(Holiday::day));
        return new Read(days, List.copyOf(table.complaints));
    }

    /** Writes a year as it can be read again. */
    static String write(List<Holiday> days) {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (var printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord(COLUMNS);
            for (Holiday day : days) {
                printer.printRecord(day.day(), day.working() ? "workday" : "holiday", day.name(), day.source());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private List<Holiday> tooLarge() {
        complaints.add("文件太大，一年的放假安排只有几十行，请核对是否选错了文件");
        return List.of();
    }

    private List<Holiday> rows(String text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<Holiday> days = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (String column : COLUMNS) {
                if (!parser.getHeaderNames().contains(column)) {
                    complaints.add("第 1 行：缺少列“%s”，第 1 行应为 date,kind,name,source".formatted(column));
                    return days;
                }
            }
            for (CSVRecord cells : parser) {
                long line = parser.getCurrentLineNumber();
                if (!cells.isConsistent()) {
                    complaints.add("第 %d 行：列数与第 1 行不同，含逗号的内容要用英文双引号括起来".formatted(line));
                    continue;
                }
                @Nullable
                Holiday day = holiday(
                        "第 %d 行：".formatted(line),
                        line,
                        COLUMNS.stream().map(cells::get).toList());
                if (day != null) {
                    days.add(day);
                }
            }
        } catch (UncheckedIOException | CSVException | IllegalArgumentException malformed) {
            complaints.add("不是正确的 CSV 文件，请检查引号和逗号，列名不能重复");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (days.isEmpty() && complaints.isEmpty()) {
            complaints.add("文件里没有一天，请核对是否选错了文件");
        }
        days.sort(Comparator.comparing(Holiday::day));
        return days;
    }

    /** Returns the day of a row, or null after a complaint. */
    private @Nullable Holiday holiday(String where, long line, List<String> cells) {
        int before = complaints.size();
        @Nullable LocalDate day = day(cells.get(0));
        @Nullable Boolean working = KINDS.get(cells.get(1).strip());
        String name = cells.get(2).strip();
        String source = cells.get(3).strip();
        if (day == null) {
            complaints.add(where + "日期“%s”应写成 %d-10-01 的样子".formatted(cells.get(0), year));
        } else if (day.getYear() != year) {
            complaints.add(where + "日期 %s 不在 %d 年".formatted(day, year));
        } else if (line > 0 && lines.putIfAbsent(day, line) != null) {
            complaints.add(where + "日期 %s 与第 %d 行重复".formatted(day, lines.get(day)));
        }
        if (working == null) {
            complaints.add(where + "类别“%s”应为 holiday（休）或 workday（班）".formatted(cells.get(1)));
        } else if (working && day != null && !Holiday.isWeekend(day)) {
            complaints.add(where + "%s 本来就是工作日，不用写“班”；调休上班只会在周末".formatted(day));
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            complaints.add(where + "名称应为 1 至 %d 个字".formatted(LONGEST_NAME));
        }
        if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
            complaints.add(where + "来源应为 1 至 %d 个字，请写明通知的文号或网址".formatted(LONGEST_SOURCE));
        }
        if (looksLikeFormula(cells.get(2)) || looksLikeFormula(cells.get(3))) {
            complaints.add(where + "名称和来源不能以 = + - @ 开头，否则下载的表格用 Excel 打开时会被当成公式");
        }
        return day == null || working == null || complaints.size() > before
                ? null
                : new Holiday(day, working, name, source);
    }

    /** Everybody may download the year as a table; a cell that begins like this would run in Excel (threat T14). */
    private static boolean looksLikeFormula(String cell) {
        String seen = cell.strip();
        return !seen.isEmpty() && "=+-@＝＋－＠".indexOf(seen.charAt(0)) >= 0;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.contains("/") ? LocalDate.parse(text, WITH_SLASHES) : LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    /** Excel on a Chinese Windows saves CSV in GB 18030 unless it is told otherwise. */
    private static String text(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            text = new String(content, Charset.forName("GB18030"));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

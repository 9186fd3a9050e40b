package safecity.problemlist;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.SheetCell.Kind;

/** Days as lists write them. */
final class ListDates {

    private static final String BEFORE = "(?:之?前|以前)?(?:完成)?";
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})[日号]?(?:[T ]?[\\d:.]*)?" + BEFORE);
    private static final Pattern COMPACT = Pattern.compile("(20\\d{2})(\\d{2})(\\d{2})" + BEFORE);
    private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{1,2})月(\\d{1,2})[日号]" + BEFORE);
    private static final Pattern MONTH = Pattern.compile("(?:(\\d{4})(?:年|[-/.]))?(\\d{1,2})月?(底|末|月底)?" + BEFORE);
    private static final Pattern YEAR_END = Pattern.compile("(?:(\\d{4})年)?年?(?:底|末)" + BEFORE);
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:\\.\\d+)?");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private ListDates() {}

    /**
     * A day that was read, or why it was not.
     *
     * @param note what was assumed, if anything was
     */
    record Reading(
            @Nullable LocalDate day,
            @Nullable String error,
            @Nullable String note) {

        static Reading of(LocalDate day) {
            return new Reading(day, null, null);
        }

        static Reading assumed(LocalDate day, String note) {
            return new Reading(day, null, note);
        }

        static Reading wrong(String error) {
            return new Reading(null, error, null);
        }
    }

    /**
     * Reads a day.
     *
     * @param listYear year of a day that names none
     */
    static Reading read(SheetCell cell, int listYear) {
        String text = cell.text().strip();
        if (cell.kind() == Kind.ERROR) {
            return Reading.wrong("整改时限是错误值 %s，请改为日期，如 2020-09-30".formatted(text));
        }
        try {
            return read(text, listYear);
        } catch (DateTimeException impossible) {
            return Reading.wrong("整改时限“%s”不是存在的日期，请改为如 2020-09-30".formatted(shown(text)));
        }
    }

    private static Reading read(String text, int listYear) {
        String plain = ChineseNumbers.toDigits(
                Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}\\p{Cf}]", ""));
        Matcher day = DAY.matcher(plain);
        if (day.matches()) {
            return within(text, date(day.group(1), day.group(2), day.group(3)), null);
        }
        Matcher compact = COMPACT.matcher(plain);
        if (compact.matches()) {
            return within(text, date(compact.group(1), compact.group(2), compact.group(3)), null);
        }
        Matcher ofYear = DAY_OF_YEAR.matcher(plain);
        if (ofYear.matches()) {
            LocalDate found = date(String.valueOf(listYear), ofYear.group(1), ofYear.group(2));
            return within(text, found, "整改时限“%s”没有年份，按 %d 年读为 %s".formatted(text, listYear, found));
        }
        if (SERIAL.matcher(plain).matches()) {
            LocalDate found =
                    DateUtil.getLocalDateTime(Double.parseDouble(plain)).toLocalDate();
            return within(text, found, "整改时限 %s 是日期序列号，读为 %s".formatted(text, found));
        }
        return readPeriod(text, plain, listYear);
    }

    private static Reading readPeriod(String text, String plain, int listYear) {
        Matcher yearEnd = YEAR_END.matcher(plain);
        if (yearEnd.matches()) {
            int year = yearEnd.group(1) == null ? listYear : Integer.parseInt(yearEnd.group(1));
            LocalDate found = Year.of(year).atMonth(12).atEndOfMonth();
            return within(text, found, lastDay(text, found));
        }
        Matcher month = MONTH.matcher(plain);
        boolean namesMonth = plain.contains("月") || (month.matches() && month.group(1) != null);
        boolean ambiguous = plain.contains("前") && !plain.contains("底") && !plain.contains("末");
        if (month.matches() && namesMonth && !ambiguous) {
            int year = month.group(1) == null ? listYear : Integer.parseInt(month.group(1));
            LocalDate found =
                    YearMonth.of(year, Integer.parseInt(month.group(2))).atEndOfMonth();
            return within(text, found, lastDay(text, found));
        }
        return Reading.wrong("整改时限“%s”看不出是哪一天，请改为如 2020-09-30".formatted(shown(text)));
    }

    private static String lastDay(String text, LocalDate day) {
        return "整改时限“%s”按最后一天读为 %s".formatted(text, day);
    }

    private static Reading within(String text, LocalDate day, @Nullable String note) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            return Reading.wrong("整改时限“%s”不在 %d 至 %d 年之间，请检查年份".formatted(shown(text), FIRST_YEAR, LAST_YEAR));
        }
        return note == null ? Reading.of(day) : Reading.assumed(day, note);
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static String shown(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }
}

package safecity.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * A day on which people do not work although it is a weekday, or the other way round.
 *
 * @param working true for 班, a make-up working day; false for 休
 * @param name    festival that it belongs to
 * @param source  notice that says so
 */
record Holiday(LocalDate day, boolean working, String name, String source) {

    private static final List<String> WEEKDAYS = List.of("周一", "周二", "周三", "周四", "周五", "周六", "周日");

    /** Chinese name of a day of the week. */
    static String weekday(LocalDate day) {
        return WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
    }

    /** Chinese name of its day of the week. */
    public String weekday() {
        return weekday(day);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}

package safecity.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A year as the page shows it.
 *
 * @param announced   whether its notice is known
 * @param workingDays how many there are, counting weekends only if it is not announced
 * @param months      January first
 * @param days        the exceptional days in order
 * @param asked       years whose notice should be added by now
 */
record YearView(
        int year,
        boolean announced,
        long workingDays,
        List<MonthView> months,
        List<Holiday> days,
        List<Integer> asked) {

    /** A month in weeks from Monday to Sunday; a cell of another month is null. */
    record MonthView(int number, List<List<@Nullable Cell>> weeks) {}

    /**
     * A day.
     *
     * @param mark  休, 班 or nothing
     * @param style what it looks like
     * @param about for whom hovers over it or has it read out
     */
    record Cell(LocalDate day, String mark, String style, String about) {}

    static YearView of(int year, List<Holiday> days, WorkingDays calendar, LocalDate today) {
        Map<LocalDate, Holiday> byDay = days.stream().collect(Collectors.toMap(Holiday::day, Function.identity()));
        LocalDate first = LocalDate.of(year, 1, 1);
        long working = first.datesUntil(first.plusYears(1))
                .filter(calendar::isWorkingDay)
                .count();
        List<MonthView> months = IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month(YearMonth.of(year, month), byDay, today))
                .toList();
        return new YearView(year, calendar.isAnnounced(year), working, months, days, calendar.missingNotices(today));
    }

    private static MonthView month(YearMonth month, Map<LocalDate, Holiday> byDay, LocalDate today) {
        List<List<@Nullable Cell>> weeks = new ArrayList<>();
        LocalDate day = month.atDay(1).with(DayOfWeek.MONDAY);
        while (!day.isAfter(month.atEndOfMonth())) {
            List<@Nullable Cell> week = new ArrayList<>();
            for (int column = 0; column < DayOfWeek.values().length; column++) {
                week.add(YearMonth.from(day).equals(month) ? cell(day, byDay.get(day), today) : null);
                day = day.plusDays(1);
            }
            weeks.add(week);
        }
        return new MonthView(month.getMonthValue(), weeks);
    }

    private static Cell cell(LocalDate day, @Nullable Holiday known, LocalDate today) {
        boolean working = known == null ? !Holiday.isWeekend(day) : known.working();
        String style = known == null ? (working ? "" : "sc-day-weekend") : (working ? "sc-day-work" : "sc-day-rest");
        String mark = known == null ? "" : working ? "班" : "休";
        String about = "%s %s %s".formatted(day, Holiday.weekday(day), working ? "上班" : "休息");
        return new Cell(
                day,
                mark,
                day.equals(today) ? style + " sc-day-today" : style,
                known == null ? about : about + " · " + known.name());
    }
}

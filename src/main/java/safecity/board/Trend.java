package safecity.board;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.cockpit.DayRange;

/** 12周趋势: what came, what was closed and what was left, week by week from Monday to Sunday. The days that ended come from {@link DailyFigures}. */
@Component
public class Trend {

    private static final int WEEKS = 12;

    private final DailyFigures days;
    private final Clock clock;

    Trend(DailyFigures days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /**
     * A week.
     *
     * @param monday     its first day
     * @param registered items that came
     * @param closed     items that were closed
     * @param open       items left at its end, or at the end of yesterday in the current week; null if no day of it is written
     * @param last       its last day that is written; null if there is none
     * @param unit       code of the unit whose week it is; empty for all units together
     */
    public record Week(
            LocalDate monday,
            int registered,
            int closed,
            @Nullable Integer open,
            @Nullable LocalDate last,
            String unit) {

        /** Its Sunday. */
        public LocalDate sunday() {
            return monday.plusDays(6);
        }

        /** URL of what came in it. */
        public String registeredItems() {
            return items(DayRange.Kind.DISPATCHED);
        }

        /** URL of what was closed in it. */
        public String closedItems() {
            return items(DayRange.Kind.CLOSED);
        }

        private String items(DayRange.Kind kind) {
            return "/items?%s=%s&%s=%s".formatted(kind.first(), monday, kind.last(), last == null ? sunday() : last)
                    + (unit.isEmpty() ? "" : "&unit=" + unit);
        }
    }

    /** Twelve weeks with the current one last, up to the end of yesterday, and how to draw them. */
    public record Weeks(List<Week> weeks) {

        private static final int WIDTH = 560;
        private static final int HEIGHT = 150;

        /** The highest figure, at least 1, that the drawing has room for. */
        public int top() {
            return weeks.stream()
                    .mapToInt(
                            week -> Math.max(Math.max(week.registered, week.closed), week.open == null ? 0 : week.open))
                    .reduce(1, Math::max);
        }

        /** URL of them as a workbook. */
        public String asWorkbook() {
            String unit = weeks.isEmpty() ? "" : weeks.get(0).unit;
            return "/board/trend.xlsx" + (unit.isEmpty() ? "" : "?unit=" + unit);
        }

        /** Whether any day of them is written. */
        public boolean known() {
            return weeks.stream().anyMatch(week -> week.open != null);
        }

        /** Points of the line of what came; a week that is not known has none. */
        public String registeredLine() {
            return line(Week::registered);
        }

        /** Points of the line of what was closed; a week that is not known has none. */
        public String closedLine() {
            return line(Week::closed);
        }

        /** Points of the line of what was left; a week that is not known has none. */
        public String openLine() {
            return IntStream.range(0, weeks.size())
                    .filter(at -> weeks.get(at).open != null)
                    .mapToObj(at -> x(at) + "," + y(Objects.requireNonNullElse(weeks.get(at).open, 0)))
                    .collect(Collectors.joining(" "));
        }

        /** Where a week stands, in pixels from the left. */
        public String x(int at) {
            return String.format(Locale.ROOT, "%.1f", at * (double) WIDTH / (WEEKS - 1));
        }

        /** How high a figure stands, in pixels from above. */
        public String y(int figure) {
            return String.format(Locale.ROOT, "%.1f", HEIGHT - figure * (double) HEIGHT / top());
        }

        private String line(ToIntFunction<Week> figure) {
            return IntStream.range(0, weeks.size())
                    .filter(at -> weeks.get(at).last != null)
                    .mapToObj(at -> x(at) + "," + y(figure.applyAsInt(weeks.get(at))))
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * Returns the weeks up to now.
     *
     * @param unit code of a unit; empty for all units together
     */
    public Weeks of(String unit) {
        LocalDate today = LocalDate.now(clock);
        LocalDate first =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS - 1);
        List<DailyFigures.Day> written = days.between(first, today.minusDays(1), unit);
        List<Week> weeks = new ArrayList<>();
        for (LocalDate monday = first; !monday.isAfter(today); monday = monday.plusWeeks(1)) {
            LocalDate next = monday.plusWeeks(1);
            LocalDate start = monday;
            weeks.add(week(
                    monday,
                    written.stream()
                            .filter(day ->
                                    !day.day().isBefore(start) && day.day().isBefore(next))
                            .toList(),
                    unit));
        }
        return new Weeks(weeks);
    }

    private static Week week(LocalDate monday, List<DailyFigures.Day> days, String unit) {
        return new Week(
                monday,
                days.stream().mapToInt(DailyFigures.Day::registered).sum(),
                days.stream().mapToInt(DailyFigures.Day::closedThatDay).sum(),
                days.isEmpty() ? null : days.get(days.size() - 1).open(),
                days.isEmpty() ? null : days.get(days.size() - 1).day(),
                unit);
    }
}

package safecity.supervision;

import java.time.LocalDate;
import java.util.Map;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;

/**
 * A row of the timetable as the decision table gives it.
 *
 * @param duty        what has to be done by then; the element of the model that it limits has the same name
 * @param name        Chinese name
 * @param kind        {@code DUTY}: somebody has to do it; {@code WINDOW}: a day that only has to be known; {@code LIMIT}: asked for when needed;
 *                    {@code COUNT}: a number of times or people, counted from no day
 * @param countedFrom the event that the days are counted from, such as {@code LISTED}
 * @param days        how many; negative for days before it; of a {@code COUNT} how often or how many
 * @param working     whether working days are counted, else calendar days
 * @param source      document and article, or 本区默认
 */
record Limit(String duty, String name, String kind, String countedFrom, int days, boolean working, String source) {

    static Limit of(Map<String, Object> row) {
        return new Limit(
                text(row, "duty"),
                text(row, "name"),
                text(row, "kind"),
                text(row, "countedFrom"),
                ((Number) value(row, "days")).intValue(),
                (Boolean) value(row, "working"),
                text(row, "source"));
    }

    /** Whether it is asked for when needed only, and has no day in the timetable of a listing. */
    boolean undated() {
        return kind.equals("LIMIT") || kind.equals("COUNT");
    }

    /** Returns the last day in time, counted from a day that does not count itself. */
    Deadline due(LocalDate base, WorkingDays calendar) {
        return due(base, days, working, calendar);
    }

    static Deadline due(LocalDate base, int days, boolean working, WorkingDays calendar) {
        if (!working) {
            return new Deadline(base.plusDays(days), false);
        }
        return days > 0 ? calendar.deadline(base, days) : calendar.of(calendar.shift(base, days));
    }

    private static String text(Map<String, Object> row, String output) {
        return (String) value(row, output);
    }

    private static Object value(Map<String, Object> row, String output) {
        Object value = row.get(output);
        if (value == null) {
            throw new IllegalStateException("挂牌督办时间表有一行没有填“%s”：%s".formatted(output, row));
        }
        return value;
    }
}

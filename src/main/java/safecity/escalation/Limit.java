package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;

/**
 * The time that an item or a task is given, by a calendar.
 *
 * @param from    day from which it runs; does not count
 * @param lastDay last day in time; null if there is none
 */
record Limit(LocalDate from, @Nullable LocalDate lastDay, WorkingDays calendar) {

    private static final int PERCENT = 100;

    /** How many working days there are in it; 0 if it has no end or ended before it began. */
    int workingDays() {
        return lastDay == null ? 0 : Math.max(0, calendar.remaining(from, lastDay));
    }

    /**
     * Returns the moment that a row of a table means; on a day of rest it is put off to the next working day, but what lies before the end not
     * beyond it.
     *
     * @param count {@code WORKING} or {@code CALENDAR} days to the end, negative after it; {@code SHARE}, percent of the working days left; {@code
     *              SINCE}, working days after the beginning
     * @return null if the row counts to an end that there is not
     * @throws IllegalStateException for any other word
     */
    @Nullable
    Instant moment(String count, int value, LocalTime time) {
        if (count.equals("SINCE")) {
            return at(forward(calendar.shift(from, value)), time);
        }
        if (lastDay == null) {
            return null;
        }
        LocalDate day = switch (count) {
            case "WORKING" -> calendar.shift(lastDay, -value);
            case "CALENDAR" -> lastDay.minusDays(value);
            case "SHARE" -> calendar.shift(lastDay, -(workingDays() * value / PERCENT));
            default -> throw new IllegalStateException("计数方式“%s”应为 WORKING、CALENDAR、SHARE、SINCE 之一".formatted(count));
        };
        LocalDate told = forward(day);
        boolean beyondTheEnd = !day.isAfter(lastDay) && told.isAfter(lastDay);
        return at(beyondTheEnd ? calendar.shift(day, -1) : told, time);
    }

    /**
     * Returns when something is told that was due at a moment: then, or, if that is past, at once during a working day; before its hour or on a day of
     * rest at that hour of the next working day.
     */
    static Instant toldAt(Instant due, Instant now, WorkingDays calendar) {
        if (due.isAfter(now)) {
            return due;
        }
        LocalTime time = due.atZone(WorkingDays.ZONE).toLocalTime();
        ZonedDateTime local = now.atZone(WorkingDays.ZONE);
        LocalDate today = local.toLocalDate();
        if (!calendar.isWorkingDay(today)) {
            return at(calendar.shift(today, 1), time);
        }
        return local.toLocalTime().isBefore(time) ? at(today, time) : due;
    }

    private LocalDate forward(LocalDate day) {
        return calendar.isWorkingDay(day) ? day : calendar.shift(day, 1);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(WorkingDays.ZONE).toInstant();
    }
}

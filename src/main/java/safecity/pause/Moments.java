package safecity.pause;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;

/** When a pause is reviewed and when it ends, on the morning of a working day. */
@Component
class Moments {

    private final LocalTime morning;

    Moments(@Value("${safecity.notice-morning}") String morning) {
        this.morning = LocalTime.parse(morning);
    }

    /** When a pause is reviewed and ends, and how many working days before the review date the office is reminded. */
    record Schedule(int reminderWorkingDays, Instant remindsAt, Instant wakesAt) {}

    /** Returns the schedule of a pause. */
    Schedule of(LocalDate reviewOn, int reminderWorkingDays, WorkingDays calendar) {
        return new Schedule(
                reminderWorkingDays, remindsAt(reviewOn, reminderWorkingDays, calendar), wakesAt(reviewOn, calendar));
    }

    /** Returns when the clock goes on: on the review date, or on the working day after it if a later calendar lets people rest on it. */
    Instant wakesAt(LocalDate reviewOn, WorkingDays calendar) {
        LocalDate day = calendar.isWorkingDay(reviewOn) ? reviewOn : calendar.shift(reviewOn, 1);
        return morningOf(day);
    }

    /** Returns when the office is reminded, a number of working days before the review date; the moment may be past. */
    Instant remindsAt(LocalDate reviewOn, int workingDaysBefore, WorkingDays calendar) {
        return morningOf(calendar.shift(reviewOn, -workingDaysBefore));
    }

    private Instant morningOf(LocalDate day) {
        return day.atTime(morning).atZone(WorkingDays.ZONE).toInstant();
    }
}

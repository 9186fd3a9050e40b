package safecity.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;

/** 免打扰: evenings, nights, weekends and holidays, when only notices of single kinds go out. */
@Component
class QuietHours {

    private final WorkingDays workingDays;
    private final Kinds kinds;
    private final LocalTime morning;
    private final LocalTime evening;

    QuietHours(
            WorkingDays workingDays,
            Kinds kinds,
            @Value("${safecity.notice-morning}") String morning,
            @Value("${safecity.notice-evening}") String evening) {
        this.workingDays = workingDays;
        this.kinds = kinds;
        this.morning = LocalTime.parse(morning);
        this.evening = LocalTime.parse(evening);
    }

    /** Whether ordinary notices wait at that moment. */
    boolean covers(Instant moment) {
        ZonedDateTime local = moment.atZone(WorkingDays.ZONE);
        LocalTime time = local.toLocalTime();
        return !workingDays.isWorkingDay(local.toLocalDate()) || time.isBefore(morning) || !time.isBefore(evening);
    }

    /** Returns the first moment, not before the wanted one, at which a notice of the kind may go out. */
    Instant earliest(String kind, Instant wanted) {
        if (kinds.of(kind).single() || !covers(wanted)) {
            return wanted;
        }
        ZonedDateTime local = wanted.atZone(WorkingDays.ZONE);
        LocalDate day = local.toLocalDate();
        boolean today = workingDays.isWorkingDay(day) && local.toLocalTime().isBefore(morning);
        return morningOf(today ? day : workingDays.shift(day, 1));
    }

    /** Returns the moment at which the office begins to work on a day. */
    Instant morningOf(LocalDate day) {
        return day.atTime(morning).atZone(WorkingDays.ZONE).toInstant();
    }
}

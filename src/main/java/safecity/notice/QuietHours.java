package safecity.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;

/** 免打扰: evenings, nights, weekends and holidays, when only the most urgent kinds go out; and when the digests are made. */
@Component
class QuietHours {

    private final WorkingDays workingDays;
    private final Kinds kinds;
    private final LocalTime morning;
    private final LocalTime evening;
    private final LocalTime digest;

    QuietHours(
            WorkingDays workingDays,
            Kinds kinds,
            @Value("${safecity.notice-morning}") String morning,
            @Value("${safecity.notice-evening}") String evening,
            @Value("${safecity.notice-digest}") String digest) {
        this.workingDays = workingDays;
        this.kinds = kinds;
        this.morning = LocalTime.parse(morning);
        this.evening = LocalTime.parse(evening);
        this.digest = LocalTime.parse(digest);
        if (this.digest.isBefore(this.morning) || !this.digest.isBefore(this.evening)) {
            throw new IllegalArgumentException(
                    "safecity.notice-digest 应在 notice-morning（%s）和 notice-evening（%s）之间，实为“%s”，请修改"
                            .formatted(morning, evening, digest));
        }
    }

    /** Whether nothing but the most urgent kinds goes out at that moment. */
    boolean covers(Instant moment) {
        ZonedDateTime local = moment.atZone(WorkingDays.ZONE);
        LocalTime time = local.toLocalTime();
        return !workingDays.isWorkingDay(local.toLocalDate()) || time.isBefore(morning) || !time.isBefore(evening);
    }

    /** Returns the first moment, not before the wanted one, at which a mail or a message of the kind may go out. */
    Instant earliest(String kind, Instant wanted) {
        return kinds.of(kind).anyHour() || !covers(wanted) ? wanted : next(morning, wanted);
    }

    /** Whether the digests of a day may be made at that moment of it. */
    boolean digestMayGo(Instant moment) {
        return !covers(moment) && !moment.atZone(WorkingDays.ZONE).toLocalTime().isBefore(digest);
    }

    /** Returns when the digests are made that carry what is posted at that moment. */
    Instant nextDigest(Instant posted) {
        return next(digest, posted);
    }

    private Instant next(LocalTime time, Instant from) {
        ZonedDateTime local = from.atZone(WorkingDays.ZONE);
        LocalDate day = local.toLocalDate();
        boolean today = workingDays.isWorkingDay(day) && local.toLocalTime().isBefore(time);
        return at(time, today ? day : workingDays.shift(day, 1));
    }

    /** Returns the moment at which the office begins to work on a day. */
    Instant morningOf(LocalDate day) {
        return at(morning, day);
    }

    private static Instant at(LocalTime time, LocalDate day) {
        return day.atTime(time).atZone(WorkingDays.ZONE).toInstant();
    }
}

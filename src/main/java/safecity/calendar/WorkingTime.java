package safecity.calendar;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** 用时: how long something took or has taken so far, in the words that users read. Weekends and holidays do not count. */
@Component
public class WorkingTime {

    private final WorkingDays workingDays;

    WorkingTime(WorkingDays workingDays) {
        this.workingDays = workingDays;
    }

    /** Returns the working time between two moments. */
    public Duration between(Instant start, Instant end) {
        return workingDays.between(start, end);
    }

    /** Returns such as 2 个工作日 5 小时, 5 小时 or 不足 1 小时; a working day has 24 hours. */
    public static String words(Duration took) {
        long days = took.toDays();
        int hours = took.toHoursPart();
        if (days == 0) {
            return hours == 0 ? "不足 1 小时" : hours + " 小时";
        }
        return days + " 个工作日" + (hours == 0 ? "" : " " + hours + " 小时");
    }
}

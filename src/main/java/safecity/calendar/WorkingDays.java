package safecity.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts working days by the holiday notices: a holiday on a weekday does not count, a make-up working day on a weekend (调休) does. A year
 * without a notice counts weekends only.
 */
@Component
public class WorkingDays {

    private final JdbcClient jdbc;
    private volatile Calendar calendar = new Calendar(Map.of(), Set.of());

    WorkingDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Calendar(Map<LocalDate, Boolean> workingByExceptionalDay, Set<Integer> announcedYears) {}

    /** Reads the holidays anew, after they were loaded or amended. */
    public void reload() {
        Map<LocalDate, Boolean> exceptional = new HashMap<>();
        Set<Integer> years = new HashSet<>();
        jdbc.sql("select day, kind from safecity.holiday").query(row -> {
            LocalDate day = row.getObject("day", LocalDate.class);
            exceptional.put(day, row.getString("kind").equals("workday"));
            years.add(day.getYear());
        });
        calendar = new Calendar(exceptional, years);
    }

    /** Whether people work on the day. */
    public boolean isWorkingDay(LocalDate day) {
        boolean weekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        return calendar().workingByExceptionalDay().getOrDefault(day, weekday);
    }

    /** Whether the year's holiday notice is known. */
    public boolean isAnnounced(int year) {
        return calendar().announcedYears().contains(year);
    }

    /**
     * Returns the last day in time.
     *
     * @param found       day of discovery; does not count
     * @param workingDays whole working days allowed, at least 1
     * @throws IllegalArgumentException if {@code workingDays} is less than 1
     */
    public Deadline deadline(LocalDate found, int workingDays) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("At least 1 working day is needed, not " + workingDays);
        }
        return at(found, shift(found, workingDays));
    }

    /** Returns a day that a list or an office set, as a deadline: provisional if its own year is not announced. */
    public Deadline of(LocalDate day) {
        return new Deadline(day, !isAnnounced(day.getYear()));
    }

    /**
     * Returns the working day that lies a number of working days after (or, if negative, before) a day; the day itself does not count.
     *
     * @param workingDays 0 gives the day itself, whether people work on it or not
     */
    public LocalDate shift(LocalDate from, int workingDays) {
        LocalDate day = from;
        int step = workingDays < 0 ? -1 : 1;
        for (int left = Math.abs(workingDays); left > 0; ) {
            day = day.plusDays(step);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * Returns how many working days lie between today and a deadline: 0 on the last day, negative once it has passed.
     */
    public int remaining(LocalDate today, LocalDate deadline) {
        LocalDate from = today.isBefore(deadline) ? today : deadline;
        LocalDate to = today.isBefore(deadline) ? deadline : today;
        int count = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return today.isAfter(deadline) ? -count : count;
    }

    private Deadline at(LocalDate from, LocalDate day) {
        boolean provisional = from.datesUntil(day.plusDays(1))
                .mapToInt(LocalDate::getYear)
                .distinct()
                .anyMatch(year -> !isAnnounced(year));
        return new Deadline(day, provisional);
    }

    private Calendar calendar() {
        if (calendar.announcedYears().isEmpty()) {
            reload();
        }
        return calendar;
    }
}

package safecity.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import safecity.engine.DueDate;

/**
 * Counts working days by the holiday notices: a holiday on a weekday does not count, a make-up working day on a weekend (调休) does. A year
 * without a notice counts weekends only. All days are days in Asia/Shanghai.
 */
@Component
public class WorkingDays {

    /** The zone in which a day begins and ends. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Every notice names it; a notice that reaches into the next year's New Year does not announce that year. */
    private static final MonthDay NATIONAL_DAY = MonthDay.of(Month.OCTOBER, 1);

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private final JdbcClient jdbc;
    private volatile Calendar calendar = new Calendar(Map.of(), Set.of());

    WorkingDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Calendar(Map<LocalDate, Boolean> workingByExceptionalDay, Set<Integer> announcedYears) {}

    /** Reads the holidays anew: after they were loaded, and from time to time, because another node may have loaded an amended file. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    public void reload() {
        Map<LocalDate, Boolean> exceptional = new HashMap<>();
        jdbc.sql("select day, kind from safecity.holiday").query(row -> {
            exceptional.put(
                    row.getObject("day", LocalDate.class), row.getString("kind").equals("workday"));
        });
        calendar = calendarOf(exceptional);
    }

    private static Calendar calendarOf(Map<LocalDate, Boolean> exceptional) {
        Set<Integer> years = exceptional.keySet().stream()
                .filter(day -> MonthDay.from(day).equals(NATIONAL_DAY))
                .map(LocalDate::getYear)
                .collect(Collectors.toSet());
        return new Calendar(exceptional, years);
    }

    /** Returns this calendar with other exceptional days in one year; this one stays as it is. */
    WorkingDays with(int year, Collection<Holiday> days) {
        Map<LocalDate, Boolean> exceptional = new HashMap<>(calendar().workingByExceptionalDay());
        exceptional.keySet().removeIf(day -> day.getYear() == year);
        days.forEach(each -> exceptional.put(each.day(), each.working()));
        WorkingDays other = new WorkingDays(jdbc);
        other.calendar = calendarOf(exceptional);
        return other;
    }

    /** Whether people work on the day. */
    public boolean isWorkingDay(LocalDate day) {
        return calendar().workingByExceptionalDay().getOrDefault(day, !Holiday.isWeekend(day));
    }

    /** Returns the years whose holiday notice is missing though it should be out: this one, and from November on, when notices come, the next. */
    public List<Integer> missingNotices(LocalDate today) {
        int last = today.getMonthValue() >= Month.NOVEMBER.getValue() ? today.getYear() + 1 : today.getYear();
        return IntStream.rangeClosed(today.getYear(), last)
                .filter(year -> !isAnnounced(year))
                .boxed()
                .toList();
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

    /** Returns the last day in time, see {@link #deadline(LocalDate, int)}. */
    public Deadline deadline(Counting counting) {
        return deadline(counting.from(), counting.workingDays());
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
     * Returns the moment at which a deadline's last day ends, which is the due date of its tasks: 23:59:59 in Asia/Shanghai. From the second after,
     * 00:00 of the day after, it is overdue.
     */
    public static Instant endOf(LocalDate lastDay) {
        return lastDay.atTime(LAST_SECOND).atZone(ZONE).toInstant();
    }

    /** Returns {@link #endOf} as the engine wants it. */
    public static Date dueAt(LocalDate lastDay) {
        return Date.from(endOf(lastDay));
    }

    /** Returns when a task is due that has some working days after a day, at least 1. */
    public DueDate dueIn(LocalDate from, int workingDays) {
        return DueDate.counted(endOf(deadline(from, workingDays).day()), from, workingDays, null);
    }

    /** Returns when a task is due that has some working days after a day, but never before a day that was promised. */
    public DueDate dueIn(LocalDate from, int workingDays, LocalDate promised) {
        LocalDate counted = deadline(from, workingDays).day();
        return DueDate.counted(endOf(counted.isBefore(promised) ? promised : counted), from, workingDays, promised);
    }

    /** Returns when a task is due that has to be done some working days before the deadline of its item; with 0 on that day. */
    public DueDate dueBefore(LocalDate deadline, int workingDays) {
        return DueDate.beforeDeadline(endOf(shift(deadline, -workingDays)), workingDays);
    }

    /**
     * Returns when a task is due by a row, whose package moves both.
     *
     * @param row name by which {@code item.TaskDues} finds the task again
     */
    public static DueDate dueByRow(LocalDate lastDay, String row) {
        return DueDate.ofRow(endOf(lastDay), row);
    }

    /** Returns when a task is due on a day that was not counted in working days, so that nothing moves it. */
    public static DueDate dueOn(LocalDate lastDay) {
        return DueDate.given(endOf(lastDay));
    }

    /**
     * Returns how many working days are left after today until the end of a deadline: 0 on the last working day in time. Once the deadline has passed,
     * returns minus the number of working days since, at least -1, so that a weekend right after the deadline counts as the first day overdue.
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
        return today.isAfter(deadline) ? -Math.max(1, count) : count;
    }

    /** Returns how long something took, counting working days alone, each of them from midnight to midnight. */
    public Duration between(Instant start, Instant end) {
        Duration took = Duration.ZERO;
        for (LocalDate day = LocalDate.ofInstant(start, ZONE); start.isBefore(end); day = day.plusDays(1)) {
            Instant midnight = day.plusDays(1).atStartOfDay(ZONE).toInstant();
            Instant until = midnight.isBefore(end) ? midnight : end;
            if (isWorkingDay(day)) {
                took = took.plus(Duration.between(start, until));
            }
            start = until;
        }
        return took;
    }

    private Deadline at(LocalDate from, LocalDate day) {
        boolean announced =
                IntStream.rangeClosed(from.plusDays(1).getYear(), day.getYear()).allMatch(this::isAnnounced);
        return new Deadline(day, !announced);
    }

    private Calendar calendar() {
        if (calendar.announcedYears().isEmpty()) {
            reload();
        }
        return calendar;
    }
}

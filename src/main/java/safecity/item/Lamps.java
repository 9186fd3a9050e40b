package safecity.item;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** Which lamp burns on a day. The thresholds, in working days left, are in {@code config/lamps.csv}. */
@Component
public class Lamps {

    /** Lamps of open items with a threshold, the most urgent first. */
    private static final List<Lamp> STAGES = List.of(Lamp.ORANGE, Lamp.YELLOW, Lamp.BLUE);

    private final WorkingDays workingDays;
    private final Map<Lamp, Integer> daysLeft;

    Lamps(WorkingDays workingDays) {
        this.workingDays = workingDays;
        this.daysLeft = daysLeft(ReferenceFile.read("lamps.csv", "lamp", "working_days_left"));
    }

    /**
     * Deadlines for which a lamp burns.
     *
     * @param from  first of them; null if there is none
     * @param until day after the last of them; null if there is none
     */
    public record Window(@Nullable LocalDate from, @Nullable LocalDate until) {

        boolean covers(LocalDate deadline) {
            return (from == null || !deadline.isBefore(from)) && (until == null || deadline.isBefore(until));
        }
    }

    /**
     * Returns the deadlines for which a lamp burns on a day, while the item is open and its clock runs.
     *
     * @throws IllegalArgumentException for {@link Lamp#GREY} and {@link Lamp#PAUSED}, which are not lit by a deadline
     */
    public Window window(Lamp lamp, LocalDate today) {
        return switch (lamp) {
            case RED -> new Window(null, today);
            case ORANGE -> new Window(today, endOf(Lamp.ORANGE, today));
            case YELLOW -> new Window(endOf(Lamp.ORANGE, today), endOf(Lamp.YELLOW, today));
            case BLUE -> new Window(endOf(Lamp.YELLOW, today), endOf(Lamp.BLUE, today));
            case GREEN -> new Window(endOf(Lamp.BLUE, today), null);
            case GREY, PAUSED -> throw new IllegalArgumentException(lamp + " is lit whatever the deadline is");
        };
    }

    /** Returns the lamp of an open item with the deadline, while its clock runs. */
    public Lamp ofOpen(LocalDate today, LocalDate deadline) {
        if (window(Lamp.RED, today).covers(deadline)) {
            return Lamp.RED;
        }
        return STAGES.stream()
                .filter(lamp -> window(lamp, today).covers(deadline))
                .findFirst()
                .orElse(Lamp.GREEN);
    }

    /** Returns the item's time limit as of a day. */
    public TimeLimit limit(LocalDate today, Item item) {
        @Nullable
        LocalDate closedOn = item.closedAt() == null ? null : LocalDate.ofInstant(item.closedAt(), WorkingDays.ZONE);
        return limit(
                today, item.originalDeadline(), item.approvedDeadline(), item.provisional(), closedOn, item.pausedOn());
    }

    /**
     * Returns a time limit as of a day.
     *
     * @param closedOn when the item was closed; null while it is open
     * @param pausedOn first day on which its clock stands still; null while it runs
     */
    public TimeLimit limit(
            LocalDate today,
            LocalDate original,
            LocalDate current,
            boolean provisional,
            @Nullable LocalDate closedOn,
            @Nullable LocalDate pausedOn) {
        if (pausedOn == null || closedOn != null) {
            return limit(today, original, current, provisional, closedOn);
        }
        return new TimeLimit(
                Lamp.PAUSED,
                original,
                current,
                provisional,
                "挂账中，" + (pausedOn.equals(current) ? "剩余 0 个工作日" : remaining(pausedOn, current)),
                "自 %s 起挂账，计时暂停".formatted(pausedOn),
                false);
    }

    /**
     * Returns a time limit as of a day, of an item whose clock runs.
     *
     * @param closedOn when the item was closed; null while it is open
     */
    public TimeLimit limit(
            LocalDate today, LocalDate original, LocalDate current, boolean provisional, @Nullable LocalDate closedOn) {
        if (closedOn != null) {
            boolean late = closedOn.isAfter(current);
            return new TimeLimit(Lamp.GREY, original, current, provisional, "—", "销号日期 " + closedOn, late);
        }
        Lamp lamp = ofOpen(today, current);
        return new TimeLimit(
                lamp, original, current, provisional, remaining(today, current), calendarDays(today, current), false);
    }

    private String remaining(LocalDate today, LocalDate deadline) {
        if (today.equals(deadline)) {
            return "今日到期";
        }
        int days = workingDays.remaining(today, deadline);
        return today.isBefore(deadline) ? "剩余 %d 个工作日".formatted(days) : "超期 %d 个工作日".formatted(-days);
    }

    private static String calendarDays(LocalDate today, LocalDate deadline) {
        long days = ChronoUnit.DAYS.between(today, deadline);
        return days >= 0 ? "剩余 %d 个自然日".formatted(days) : "超期 %d 个自然日".formatted(-days);
    }

    private LocalDate endOf(Lamp lamp, LocalDate today) {
        return workingDays.shift(today, daysLeft.getOrDefault(lamp, 0) + 1);
    }

    static Map<Lamp, Integer> daysLeft(ReferenceFile thresholds) {
        Map<Lamp, Integer> daysLeft = new EnumMap<>(Lamp.class);
        for (ReferenceRow row : thresholds.rows()) {
            Lamp lamp = Lamp.valueOf(
                    row.oneOf("lamp", STAGES.stream().map(Lamp::name).toList()));
            int days = row.number("working_days_left");
            if (days < 0) {
                throw row.wrong("“working_days_left”不能小于 0");
            }
            daysLeft.put(lamp, days);
        }
        int last = -1;
        for (Lamp lamp : STAGES) {
            Integer days = daysLeft.get(lamp);
            if (days == null || days <= last) {
                throw thresholds.wrong("ORANGE、YELLOW、BLUE 三行都要有，天数依次增大");
            }
            last = days;
        }
        return daysLeft;
    }
}

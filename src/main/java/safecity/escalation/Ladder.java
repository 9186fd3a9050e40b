package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.item.Item;

/** The rungs that {@code escalation.dmn} gives an item, as moments of its deadline. */
@Component
class Ladder {

    private final Decisions decisions;
    private final WorkingDays workingDays;

    Ladder(Decisions decisions, WorkingDays workingDays) {
        this.decisions = decisions;
        this.workingDays = workingDays;
    }

    /** Returns the item's rungs for its approved deadline, the earliest first. */
    List<Rung> of(Item item) {
        return decisions.decideAll("escalation", Map.of("grade", item.grade().name())).stream()
                .map(row -> rung(row, item.approvedDeadline()))
                .sorted(Comparator.comparing(Rung::firesAt))
                .toList();
    }

    private Rung rung(Map<String, Object> row, LocalDate deadline) {
        int toDeadline = ((Number) value(row, "workingDaysToDeadline")).intValue();
        LocalTime time = LocalTime.parse((String) value(row, "time"));
        return new Rung(
                (String) value(row, "rung"),
                (String) value(row, "act"),
                (String) value(row, "notice"),
                (String) value(row, "recipients"),
                moment(deadline, toDeadline, time));
    }

    /** Three to the deadline is the third working day before it, minus one the first working day after it; zero the last day in time itself. */
    private Instant moment(LocalDate deadline, int workingDaysToDeadline, LocalTime time) {
        LocalDate day = workingDays.shift(deadline, -workingDaysToDeadline);
        return day.atTime(time).atZone(WorkingDays.ZONE).toInstant();
    }

    private static Object value(Map<String, Object> row, String output) {
        Object value = row.get(output);
        if (value == null) {
            throw new IllegalStateException("escalation.dmn 有一行没有填“%s”：%s".formatted(output, row));
        }
        return value;
    }
}

package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.item.Grade;
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

    /**
     * Where an item stands on its ladder.
     *
     * @param passed rungs that it went by without anybody being told
     * @param next   the rung to wait for, or, if its moment is past, the one where the item stands; null if none is left
     */
    record Standing(List<Rung> passed, @Nullable Rung next) {}

    /** Returns the item's rungs for its approved deadline, the earliest first. */
    List<Rung> of(Item item) {
        return of(item.grade(), item.approvedDeadline(), workingDays);
    }

    /** Returns the rungs of a deadline as a calendar has them, the earliest first. */
    List<Rung> of(Grade grade, LocalDate deadline, WorkingDays calendar) {
        return decisions.decideAll("escalation", Map.of("grade", grade.name())).stream()
                .map(row -> rung(row, deadline, calendar))
                .sorted(Comparator.comparing(Rung::firesAt))
                .toList();
    }

    /**
     * Returns where on the rungs an item stands.
     *
     * @param behind codes of the rungs that it has behind it; those before them are behind it as well
     */
    static Standing standing(List<Rung> rungs, Set<String> behind, Instant now) {
        int from = 0;
        for (int index = 0; index < rungs.size(); index++) {
            if (behind.contains(rungs.get(index).code())) {
                from = index + 1;
            }
        }
        List<Rung> ahead = rungs.subList(from, rungs.size());
        List<Rung> due =
                ahead.stream().filter(rung -> !rung.firesAt().isAfter(now)).toList();
        if (!due.isEmpty()) {
            return new Standing(due.subList(0, due.size() - 1), due.get(due.size() - 1));
        }
        return new Standing(List.of(), ahead.isEmpty() ? null : ahead.get(0));
    }

    private static Rung rung(Map<String, Object> row, LocalDate deadline, WorkingDays calendar) {
        int toDeadline = ((Number) value(row, "workingDaysToDeadline")).intValue();
        LocalTime time = LocalTime.parse((String) value(row, "time"));
        // Three to the deadline is the third working day before it, minus one the first working day after it; zero the
        // last day in time itself.
        LocalDate day = calendar.shift(deadline, -toDeadline);
        return new Rung(
                (String) value(row, "rung"),
                (String) value(row, "act"),
                (String) value(row, "notice"),
                (String) value(row, "recipients"),
                day.atTime(time).atZone(WorkingDays.ZONE).toInstant());
    }

    private static Object value(Map<String, Object> row, String output) {
        Object value = row.get(output);
        if (value == null) {
            throw new IllegalStateException("escalation.dmn 有一行没有填“%s”：%s".formatted(output, row));
        }
        return value;
    }
}

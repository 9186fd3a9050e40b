package safecity.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A day that a change of the calendar touches. */
record ChangedDay(
        LocalDate day, @Nullable Holiday before, @Nullable Holiday after) {

    static List<ChangedDay> between(List<Holiday> before, List<Holiday> after) {
        Map<LocalDate, Holiday> old = byDay(before);
        Map<LocalDate, Holiday> young = byDay(after);
        TreeSet<LocalDate> days = new TreeSet<>(old.keySet());
        days.addAll(young.keySet());
        List<ChangedDay> changed = new ArrayList<>();
        for (LocalDate day : days) {
            if (!Objects.equals(old.get(day), young.get(day))) {
                changed.add(new ChangedDay(day, old.get(day), young.get(day)));
            }
        }
        return changed;
    }

    private static Map<LocalDate, Holiday> byDay(List<Holiday> days) {
        return days.stream().collect(Collectors.toMap(Holiday::day, Function.identity()));
    }

    /** Whether people work on the day before the change and not after it, or the other way round. */
    public boolean turns() {
        return works(before) != works(after);
    }

    private boolean works(@Nullable Holiday known) {
        return known == null ? !Holiday.isWeekend(day) : known.working();
    }

    /** Chinese name of its day of the week. */
    public String weekday() {
        return Holiday.weekday(day);
    }

    /** What the day was. */
    public String was() {
        return word(before);
    }

    /** What the day becomes. */
    public String becomes() {
        return word(after);
    }

    private String word(@Nullable Holiday known) {
        if (known == null) {
            return Holiday.isWeekend(day) ? "周末" : "工作日";
        }
        return (known.working() ? "班 · " : "休 · ") + known.name();
    }

    /** The change in a sentence, as the reason of a move. */
    public String sentence() {
        return works(after) ? "%s 由休息日改为工作日".formatted(day) : "%s 由工作日改为休息日".formatted(day);
    }
}

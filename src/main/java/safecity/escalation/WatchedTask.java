package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;

/**
 * An open task of an item under watch.
 *
 * @param taskId   the engine's id
 * @param name     Chinese name of the step
 * @param unit     code of the unit that may claim it; null if the model names none
 * @param confidential whether units do not know of it, see {@link safecity.item.CurrentSteps#OF_UNSERVED}
 * @param claimed  whether somebody holds it
 * @param openedAt when it was opened
 * @param due      end of its last day in time; null if it has none
 * @param told     codes of the rungs that it has behind it
 */
record WatchedTask(
        String taskId,
        String name,
        @Nullable String unit,
        boolean confidential,
        boolean claimed,
        Instant openedAt,
        @Nullable Instant due,
        Set<String> told) {

    LocalDate openedOn() {
        return LocalDate.ofInstant(openedAt, WorkingDays.ZONE);
    }

    @Nullable
    LocalDate lastDay() {
        return due == null ? null : LocalDate.ofInstant(due, WorkingDays.ZONE);
    }

    WatchedTask dueAt(@Nullable Instant moment) {
        return new WatchedTask(taskId, name, unit, confidential, claimed, openedAt, moment, told);
    }
}

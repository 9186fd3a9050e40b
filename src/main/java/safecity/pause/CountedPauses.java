package safecity.pause;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.pause.Pauses.Running;

/** When running pauses are reviewed and end, under another calendar: the review date stays, but nobody is there on a day of rest. */
@Component
@Order(4)
class CountedPauses implements CountedDates {

    private final Pauses pauses;
    private final Moments moments;
    private final WorkingDays workingDays;
    private final Processes processes;
    private final Clock clock;

    CountedPauses(Pauses pauses, Moments moments, WorkingDays workingDays, Processes processes, Clock clock) {
        this.pauses = pauses;
        this.moments = moments;
        this.workingDays = workingDays;
        this.processes = processes;
        this.clock = clock;
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        List<Move> moves = new ArrayList<>();
        for (Running pause : pauses.running()) {
            Instant reminds = remindsAt(pause, then);
            if (!reminds.equals(pause.remindsAt())) {
                moves.add(move(pause, "挂账复核提醒", pause.remindsAt(), reminds));
            }
            Instant wakes = moments.wakesAt(pause.reviewOn(), then);
            if (!wakes.equals(pause.wakesAt())) {
                moves.add(move(pause, "挂账到期", pause.wakesAt(), wakes));
            }
        }
        return moves;
    }

    /** A reminder that went out is not sent again. */
    private Instant remindsAt(Running pause, WorkingDays then) {
        if (!pause.remindsAt().isAfter(clock.instant())) {
            return pause.remindsAt();
        }
        @Nullable Integer kept = pause.reminderWorkingDays();
        int ahead = kept == null ? workingDays.remaining(dayOf(pause.remindsAt()), pause.reviewOn()) : kept;
        return moments.remindsAt(pause.reviewOn(), ahead, then);
    }

    private static Move move(Running pause, String what, Instant before, Instant after) {
        LocalDate earlier = dayOf(before.isBefore(after) ? before : after).minusDays(1);
        LocalDate later = dayOf(before.isBefore(after) ? after : before);
        return new Move(
                Move.Kind.TIMER,
                Long.toString(pause.id()),
                pause.number(),
                what,
                earlier,
                later.isAfter(pause.reviewOn()) ? later : pause.reviewOn(),
                before,
                after,
                false,
                false,
                "");
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        for (Running pause : pauses.running()) {
            Instant reminds = remindsAt(pause, then);
            Instant wakes = moments.wakesAt(pause.reviewOn(), then);
            if (!reminds.equals(pause.remindsAt()) || !wakes.equals(pause.wakesAt())) {
                pauses.reschedule(pause.id(), reminds, wakes);
                processes.moveTimers("pause", pause.number(), "reviewNear");
                processes.moveTimers("pause", pause.number(), "reviewDue");
            }
        }
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingDays.ZONE);
    }
}

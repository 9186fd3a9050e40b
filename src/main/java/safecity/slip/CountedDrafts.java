package safecity.slip;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.item.Deadlines;

/** Drafts whose item another calendar makes timely again: they hold no dates of their own, but lose their ground with the deadline. */
@Component
@Order(5)
class CountedDrafts implements CountedDates {

    private final Processes processes;

    CountedDrafts(Processes processes) {
        this.processes = processes;
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        return List.of();
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        moves.stream()
                .filter(Move::movesDeadline)
                .map(Move::number)
                .distinct()
                .forEach(number -> processes.tell(Deadlines.CLOCK_CHANGED, number, "slip"));
    }
}

package safecity.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.escalation.Watches.Watch;
import safecity.escalation.Watches.Watched;
import safecity.item.CountedDeadlines;

/**
 * The rung that each watch waits for, under another calendar. A rung that was told for the old date is not told again unless the new date puts it
 * ahead once more.
 */
@Component
@Order(3)
class CountedRungs implements CountedDates {

    private final Watches watches;
    private final Ladder ladder;
    private final CountedDeadlines deadlines;
    private final Processes processes;
    private final Clock clock;

    CountedRungs(Watches watches, Ladder ladder, CountedDeadlines deadlines, Processes processes, Clock clock) {
        this.watches = watches;
        this.ladder = ladder;
        this.deadlines = deadlines;
        this.processes = processes;
        this.clock = clock;
    }

    /** A watch under another calendar: its deadline and the rungs behind it there, and the one that it waits for. */
    private record Moved(
            Watched watched, Rung before, LocalDate since, LocalDate deadline, List<Rung> behind, Rung next) {}

    @Override
    public List<Move> moves(WorkingDays then) {
        return moved(then).stream()
                .filter(moved -> !moved.next().firesAt().equals(moved.before().firesAt()))
                .map(CountedRungs::move)
                .toList();
    }

    private static Move move(Moved moved) {
        LocalDate first = LocalDate.ofInstant(moved.before().firesAt(), WorkingDays.ZONE);
        LocalDate last = moved.deadline().isAfter(first) ? moved.deadline() : first;
        return new Move(
                Move.Kind.TIMER,
                Long.toString(moved.watched().itemId()),
                moved.watched().number(),
                moved.next().act(),
                moved.since().isBefore(first) ? moved.since() : first,
                last,
                moved.before().firesAt(),
                moved.next().firesAt(),
                false,
                false,
                "");
    }

    private List<Moved> moved(WorkingDays then) {
        Map<Long, CountedDeadlines.Standing> standings = deadlines.standings(then).stream()
                .collect(Collectors.toMap(CountedDeadlines.Standing::itemId, Function.identity()));
        Map<String, List<Rung>> ladders = new HashMap<>();
        Instant now = clock.instant();
        List<Moved> all = new ArrayList<>();
        for (Watched watched : watches.waiting()) {
            CountedDeadlines.@Nullable Standing item = standings.get(watched.itemId());
            @Nullable Rung before = watched.watch().next();
            if (item == null || before == null) {
                continue;
            }
            boolean deadlineMoves = !item.after().equals(watched.watch().deadline());
            List<Rung> rungs = ladders.computeIfAbsent(
                    item.grade() + " " + item.after(), each -> ladder.of(item.grade(), item.after(), then));
            Set<String> told = new HashSet<>(watched.behind());
            rungs.stream()
                    .filter(rung -> deadlineMoves && rung.firesAt().isAfter(now))
                    .forEach(rung -> told.remove(rung.code()));
            Ladder.Standing standing = Ladder.standing(rungs, told, now);
            @Nullable Rung next = standing.next();
            if (next != null && (deadlineMoves || !next.firesAt().equals(before.firesAt()))) {
                List<Rung> behind = new ArrayList<>(standing.passed());
                rungs.stream().filter(rung -> told.contains(rung.code())).forEach(behind::add);
                all.add(new Moved(watched, before, item.since(), item.after(), behind, next));
            }
        }
        return all;
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        for (Moved moved : moved(then)) {
            Watched watched = moved.watched();
            moved.behind().forEach(rung -> watches.leaveBehind(watched.itemId(), moved.deadline(), rung, false));
            watches.keep(watched.itemId(), new Watch(moved.deadline(), moved.next()));
            processes.moveTimers("escalation", watched.number(), "rungReached");
        }
    }
}

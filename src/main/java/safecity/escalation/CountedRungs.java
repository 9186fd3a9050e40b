package safecity.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.CountedDues;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.Processes;
import safecity.escalation.Ladder.Standing;
import safecity.escalation.Watches.Next;
import safecity.escalation.Watches.Running;
import safecity.escalation.Watches.Watch;
import safecity.item.CountedDeadlines;

/**
 * The rung that each watch waits for, under another calendar: of the item or of a task, whichever comes first there. A rung that was told for the old
 * date is not told again unless the new date puts it ahead once more. A watch that had none left and has one there is counted once the calendar holds.
 */
@Component
@Order(3)
class CountedRungs implements CountedDates {

    private static final String WATCH = "escalation";

    private final Watches watches;
    private final WatchedTasks tasks;
    private final Decisions decisions;
    private final CountedDeadlines deadlines;
    private final List<CountedDues> dues;
    private final Recount recount;
    private final Processes processes;
    private final Clock clock;

    CountedRungs(
            Watches watches,
            WatchedTasks tasks,
            Decisions decisions,
            CountedDeadlines deadlines,
            List<CountedDues> dues,
            Recount recount,
            Processes processes,
            Clock clock) {
        this.watches = watches;
        this.tasks = tasks;
        this.decisions = decisions;
        this.deadlines = deadlines;
        this.dues = dues;
        this.recount = recount;
        this.processes = processes;
        this.clock = clock;
    }

    /** A watch under another calendar: its deadline and the rungs behind it there, and the one that it waits for. */
    private record Moved(
            Running running,
            LocalDate since,
            LocalDate deadline,
            List<Rung> behind,
            @Nullable Next next) {

        boolean at(@Nullable Instant moment) {
            return Objects.equals(next == null ? null : next.firesAt(), moment);
        }
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        return moved(then).stream().flatMap(CountedRungs::move).toList();
    }

    private static Stream<Move> move(Moved moved) {
        @Nullable Next before = moved.running().watch().next();
        @Nullable Next after = moved.next();
        if (before == null || after == null || moved.at(before.firesAt())) {
            return Stream.empty();
        }
        LocalDate first = LocalDate.ofInstant(before.firesAt(), WorkingDays.ZONE);
        LocalDate last = moved.deadline().isAfter(first) ? moved.deadline() : first;
        return Stream.of(new Move(
                Move.Kind.TIMER,
                Long.toString(moved.running().itemId()),
                moved.running().number(),
                after.act(),
                moved.since().isBefore(first) ? moved.since() : first,
                last,
                before.firesAt(),
                after.firesAt(),
                false,
                false,
                ""));
    }

    private List<Moved> moved(WorkingDays then) {
        Map<Long, CountedDeadlines.Standing> standings = deadlines.standings(then).stream()
                .collect(Collectors.toMap(CountedDeadlines.Standing::itemId, Function.identity()));
        Map<String, Instant> movedDues = new HashMap<>();
        dues.forEach(each -> movedDues.putAll(each.movedDues(then)));
        Map<String, List<WatchedTask>> open = tasks.all();
        Ladder ladder = new Ladder(decisions::inForce, then);
        List<Moved> all = new ArrayList<>();
        for (Running running : watches.running()) {
            CountedDeadlines.@Nullable Standing item = standings.get(running.itemId());
            if (item != null) {
                List<WatchedTask> its = open.getOrDefault(running.number(), List.of()).stream()
                        .map(task -> task.dueAt(movedDues.getOrDefault(task.taskId(), task.due())))
                        .toList();
                Moved moved = moved(running, item, its, ladder);
                if (differs(moved)) {
                    all.add(moved);
                }
            }
        }
        return all;
    }

    private static boolean differs(Moved moved) {
        Watch watch = moved.running().watch();
        @Nullable Next before = watch.next();
        return !moved.deadline().equals(watch.deadline()) || !moved.at(before == null ? null : before.firesAt());
    }

    private Moved moved(Running running, CountedDeadlines.Standing item, List<WatchedTask> its, Ladder ladder) {
        Instant now = clock.instant();
        Watch watch = running.watch();
        boolean deadlineMoves = !item.after().equals(watch.deadline());
        LocalDate since = LocalDate.ofInstant(running.since(), WorkingDays.ZONE);
        List<Rung> rungs = ladder.of(item.grade(), running.listed(), since, item.after());
        Set<String> told = new HashSet<>(running.behind());
        rungs.stream()
                .filter(rung -> deadlineMoves && rung.firesAt().isAfter(now))
                .forEach(rung -> told.remove(rung.code()));
        Standing standing = ladder.standing(
                new Watched(item.grade(), running.listed(), running.since(), item.after(), told, its),
                now,
                watch.next() == null);
        List<Rung> behind = new ArrayList<>(standing.passed());
        rungs.stream().filter(rung -> told.contains(rung.code())).forEach(behind::add);
        return new Moved(running, item.since(), item.after(), behind, standing.next());
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        for (Moved moved : moved(then)) {
            Running running = moved.running();
            moved.behind().forEach(rung -> watches.pass(running.itemId(), moved.deadline(), rung));
            if (running.watch().next() == null || moved.next() == null) {
                recount.note(running.number());
            } else {
                watches.keep(running.itemId(), new Watch(moved.deadline(), moved.next()));
                processes.moveTimers(WATCH, running.number(), "rungReached");
            }
        }
    }
}

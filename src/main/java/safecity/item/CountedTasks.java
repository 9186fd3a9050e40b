package safecity.item;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.CountedDues;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.DueDate.Kind;
import safecity.engine.OpenTasks;
import safecity.item.CountedDeadlines.Standing;
import safecity.item.TaskDues.Counted;

/**
 * Due dates of open tasks under another calendar, each as it came about: counted from a day, or with its item's deadline. Those that stand in a row of
 * another package are moved by that package.
 */
@Component
@Order(2)
class CountedTasks implements CountedDates, CountedDues {

    private final JdbcClient jdbc;
    private final OpenTasks tasks;
    private final TaskDues dues;
    private final CountedDeadlines deadlines;
    private final ItemLog log;

    CountedTasks(JdbcClient jdbc, OpenTasks tasks, TaskDues dues, CountedDeadlines deadlines, ItemLog log) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.dues = dues;
        this.deadlines = deadlines;
        this.log = log;
    }

    @Override
    public Map<String, Instant> movedDues(WorkingDays then) {
        return moves(then).stream().collect(Collectors.toMap(Move::key, Move::after));
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        Map<String, Standing> standings =
                deadlines.standings(then).stream().collect(Collectors.toMap(Standing::number, Function.identity()));
        List<Counted> all = dues.all();
        Map<String, Integer> byModel =
                all.stream().anyMatch(task -> task.kind() == null) ? tasks.workingDaysByTask() : Map.of();
        List<Move> moves = new ArrayList<>();
        for (Counted task : all) {
            @Nullable Standing item = standings.get(task.number());
            @Nullable Integer days = byModel.get(task.taskId());
            if (task.kind() == Kind.DAY) {
                add(moves, task, task.countedFrom(), task.lastDay(then, 0));
            } else if (task.kind() == Kind.DEADLINE && item != null) {
                LocalDate day = then.shift(item.after(), -task.days());
                add(moves, task, item.since().isBefore(day) ? item.since() : day, day);
            } else if (task.kind() == null && days != null) {
                add(
                        moves,
                        task,
                        task.openedOn(),
                        then.deadline(task.openedOn(), days).day());
            } else if (task.kind() == null && item != null && task.due().equals(WorkingDays.endOf(item.before()))) {
                add(moves, task, item.since(), item.after());
            }
        }
        return moves;
    }

    private static void add(List<Move> moves, Counted task, LocalDate from, LocalDate day) {
        Instant after = WorkingDays.endOf(day);
        if (after.equals(task.due())) {
            return;
        }
        Instant last = after.isAfter(task.due()) ? after : task.due();
        moves.add(new Move(
                Move.Kind.TASK,
                task.taskId(),
                task.number(),
                task.name(),
                from,
                LocalDate.ofInstant(last, WorkingDays.ZONE),
                task.due(),
                after,
                false,
                false,
                ""));
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        for (Move move : moves) {
            if (move.kind() == Move.Kind.TASK) {
                tasks.moveDue(move.key(), Date.from(move.before()), Date.from(move.after()));
                itemOf(move.number())
                        .forEach(item -> log.append(
                                item,
                                by,
                                "日历调整",
                                "任务“%s”的期限由 %s 调整为 %s。原因：%s"
                                        .formatted(move.what(), move.dayBefore(), move.dayAfter(), move.why())));
            }
        }
    }

    private List<Long> itemOf(String number) {
        return jdbc.sql("select id from safecity.item where number = :number")
                .param("number", number)
                .query(Long.class)
                .list();
    }
}

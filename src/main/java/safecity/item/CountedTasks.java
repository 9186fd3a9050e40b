package safecity.item;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.OpenTasks;
import safecity.item.CountedDeadlines.Standing;

/**
 * Due dates of open tasks under another calendar. Where the model counts the days, they are counted anew from the day on which the task was opened; a
 * task that is due with its item's deadline goes with it.
 */
@Component
@Order(2)
public class CountedTasks implements CountedDates {

    private final JdbcClient jdbc;
    private final OpenTasks tasks;
    private final CountedDeadlines deadlines;
    private final ItemLog log;

    CountedTasks(JdbcClient jdbc, OpenTasks tasks, CountedDeadlines deadlines, ItemLog log) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.log = log;
    }

    private record Row(String taskId, String number, String name, Instant due, Instant openedAt) {

        LocalDate openedOn() {
            return LocalDate.ofInstant(openedAt, WorkingDays.ZONE);
        }
    }

    /** Returns when each open task would be due that a calendar moves, by the task's id. */
    public Map<String, Instant> moved(WorkingDays then) {
        return moves(then).stream().collect(Collectors.toMap(Move::key, Move::after));
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        Map<String, Integer> workingDays = tasks.workingDaysByTask();
        Map<String, Standing> standings =
                deadlines.standings(then).stream().collect(Collectors.toMap(Standing::number, Function.identity()));
        List<Move> moves = new ArrayList<>();
        for (Row row : open()) {
            @Nullable Integer days = workingDays.get(row.taskId());
            @Nullable Standing item = standings.get(row.number());
            if (days != null) {
                add(
                        moves,
                        row,
                        row.openedOn(),
                        then.deadline(row.openedOn(), days).day());
            } else if (item != null && row.due().equals(WorkingDays.endOf(item.before()))) {
                add(moves, row, item.since(), item.after());
            }
        }
        return moves;
    }

    private static void add(List<Move> moves, Row row, LocalDate from, LocalDate day) {
        Instant after = WorkingDays.endOf(day);
        if (after.equals(row.due())) {
            return;
        }
        Instant last = after.isAfter(row.due()) ? after : row.due();
        moves.add(new Move(
                Move.Kind.TASK,
                row.taskId(),
                row.number(),
                row.name().split(" ", 2)[0],
                from,
                LocalDate.ofInstant(last, WorkingDays.ZONE),
                row.due(),
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

    private List<Row> open() {
        return jdbc.sql("""
                select task_id, business_key, name, due, created_at from safecity.open_task
                 where due is not null order by business_key, created_at, task_id""")
                .query((row, index) -> new Row(
                        row.getString("task_id"),
                        Objects.requireNonNull(row.getString("business_key")),
                        row.getString("name"),
                        row.getTimestamp("due").toInstant(),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }
}

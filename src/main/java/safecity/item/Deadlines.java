package safecity.item;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.item.DeadlineChange.Cause;

/** 两个时限: moves the approved deadline of an item, and with it everything that hangs on it; the original one stays as it was first set. */
@Repository
public class Deadlines {

    /** Message to the processes beside an item that its clock runs to another deadline, stands still or runs again. */
    public static final String CLOCK_CHANGED = "clockChanged";

    private final JdbcClient jdbc;
    private final WorkingDays workingDays;
    private final OpenTasks tasks;
    private final TaskDues dues;
    private final Processes processes;
    private final Clock clock;

    Deadlines(
            JdbcClient jdbc,
            WorkingDays workingDays,
            OpenTasks tasks,
            TaskDues dues,
            Processes processes,
            Clock clock) {
        this.jdbc = jdbc;
        this.workingDays = workingDays;
        this.tasks = tasks;
        this.dues = dues;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Moves an item's approved deadline later, together with its open tasks that hang on it, and tells the processes beside it ({@link
     * #CLOCK_CHANGED}).
     *
     * @param days   working days, at least 1
     * @param reason why
     * @param by     login of who decided; null if the system did
     * @return the new deadline
     * @throws Refused if the item is closed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Deadline postpone(Item item, Cause cause, int days, String reason, @Nullable String by) {
        if (item.status() == Status.CLOSED) {
            throw new Refused("%s 已销号，不再调整时限".formatted(item.number()));
        }
        Deadline after = move(item, cause, days, reason, by);
        moveTasks(item.number(), item.approvedDeadline(), after.day());
        processes.tell(CLOCK_CHANGED, item.number());
        return after;
    }

    /** Moves the approved deadline of an item that is open, or is just being closed, and records why; tells nobody. */
    Deadline move(Item item, Cause cause, int days, String reason, @Nullable String by) {
        LocalDate before = item.approvedDeadline();
        Deadline after = workingDays.deadline(before, days);
        int rows = jdbc.sql("""
                update safecity.item
                   set approved_deadline = :after, provisional = :provisional, changed_at = :now
                 where id = :id and approved_deadline = :before and (status = 'CLOSED') = :closed""")
                .param("id", item.id())
                .param("closed", item.status() == Status.CLOSED)
                .param("before", before)
                .param("after", after.day())
                .param("provisional", after.provisional())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 0) {
            throw new Refused("%s 刚刚销号或时限已变，没有调整时限。请刷新后再看".formatted(item.number()));
        }
        jdbc.sql("""
                insert into safecity.deadline_change
                       (item_id, seq, cause, day_before, day_after, working_days, reason, decided_by, decided_at)
                select :id, 1 + count(*), :cause, :before, :after, :days, :reason, :by, :now
                  from safecity.deadline_change where item_id = :id""")
                .param("id", item.id())
                .param("cause", cause.name())
                .param("before", before)
                .param("after", after.day())
                .param("days", days)
                .param("reason", reason)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return after;
    }

    private void moveTasks(String number, LocalDate before, LocalDate after) {
        for (TaskDues.Counted task : dues.withDeadline(number, before)) {
            Date due = WorkingDays.dueAt(workingDays.shift(after, -task.days()));
            tasks.moveDue(task.taskId(), Date.from(task.due()), due);
        }
    }

    /** Returns how an item's approved deadline came to be what it is, the first move first. */
    public List<DeadlineChange> changes(long itemId) {
        return jdbc.sql("""
                select c.seq, c.cause, c.day_before, c.day_after, c.working_days, c.reason, c.decided_at,
                       coalesce(a.display_name, :system) as decided_by
                  from safecity.deadline_change c
                  left join safecity.account a on a.login = c.decided_by
                 where c.item_id = :id
                 order by c.seq""")
                .param("id", itemId)
                .param("system", ItemLog.SYSTEM)
                .query((row, index) -> new DeadlineChange(
                        row.getInt("seq"),
                        Cause.valueOf(row.getString("cause")),
                        row.getObject("day_before", LocalDate.class),
                        row.getObject("day_after", LocalDate.class),
                        row.getInt("working_days"),
                        row.getString("reason"),
                        row.getString("decided_by"),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }
}

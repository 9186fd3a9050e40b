package safecity.item;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.engine.DueCounted;
import safecity.engine.DueDate.Kind;
import safecity.engine.OpenTasks;

/**
 * Due dates of the tasks of a responsible unit while the clock of its item stands still. What was counted in working days is counted anew when the clock
 * runs again, with those for which it stood still, by the calendar of that day. Owns {@code safecity.stopped_due}.
 */
@Repository
class StoppedDues {

    private final JdbcClient jdbc;
    private final OpenTasks tasks;
    private final TaskDues dues;
    private final WorkingDays workingDays;

    StoppedDues(JdbcClient jdbc, OpenTasks tasks, TaskDues dues, WorkingDays workingDays) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.dues = dues;
        this.workingDays = workingDays;
    }

    /** Takes the due dates from the tasks of the unit; one that hangs on the item's deadline needs not be kept. */
    void stop(Item item) {
        Instant deadline = WorkingDays.endOf(item.approvedDeadline());
        for (TaskDues.Counted task : dues.ofUnit(item.number(), item.leadUnit())) {
            boolean withDeadline = task.kind() == null ? task.due().equals(deadline) : task.kind() == Kind.DEADLINE;
            if (!withDeadline) {
                keep(task.taskId());
            }
            tasks.setDue(task.taskId(), null);
        }
    }

    /** Takes the due date from a task of the unit that is opened while the clock stands still. */
    @EventListener
    @Order(1)
    void note(DueCounted task) {
        if (task.basis().kind() == Kind.DAY && keep(task.taskId()) == 1) {
            tasks.withholdDue(task.taskId());
        }
    }

    private int keep(String taskId) {
        return jdbc.sql("""
                insert into safecity.stopped_due (task_id, item_id, due)
                select t.task_id, i.id, t.due
                  from safecity.open_task t
                  join safecity.item i on i.number = t.business_key and i.lead_unit = t.unit and i.paused_on is not null
                 where t.task_id = :task""").param("task", taskId).update();
    }

    /**
     * Gives the tasks their due dates back. One that has none kept is due with the deadline: every task of ours is due some day.
     *
     * @param item as it was while its clock stood still
     * @param from first day on which it runs again
     * @param days working days for which it stood still
     */
    void giveBack(Item item, LocalDate from, int days) {
        for (TaskDues.Counted task : dues.stopped(item.id())) {
            if (task.kind() == Kind.DAY) {
                int stood = stoodStill(item, task.countedFrom(), from);
                tasks.setDue(task.taskId(), WorkingDays.dueAt(task.lastDay(workingDays, stood)));
                dues.lengthen(task.taskId(), stood);
            } else {
                LocalDate day = LocalDate.ofInstant(task.due(), WorkingDays.ZONE);
                tasks.setDue(task.taskId(), WorkingDays.dueAt(workingDays.shift(day, days)));
            }
        }
        forget(item);
        LocalDate deadline = approvedDeadline(item);
        for (String task : dues.withoutDue(item.number(), item.leadUnit())) {
            int before = dues.tieToDeadline(task);
            tasks.setDue(task, WorkingDays.dueAt(workingDays.shift(deadline, -before)));
        }
    }

    /** Working days of a limit for which the clock stood still: all of them, or those after the day that it is counted from. */
    private int stoodStill(Item item, LocalDate counted, LocalDate from) {
        @Nullable LocalDate pausedOn = item.pausedOn();
        LocalDate since = pausedOn == null || counted.isAfter(pausedOn) ? counted : pausedOn;
        return from.isAfter(since) ? workingDays.remaining(since, from) : 0;
    }

    /** Forgets what was kept. */
    void forget(Item item) {
        jdbc.sql("delete from safecity.stopped_due where item_id = :id")
                .param("id", item.id())
                .update();
    }

    private LocalDate approvedDeadline(Item item) {
        return jdbc.sql("select approved_deadline from safecity.item where id = :id")
                .param("id", item.id())
                .query(LocalDate.class)
                .single();
    }
}

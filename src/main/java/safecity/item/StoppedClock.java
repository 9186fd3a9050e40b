package safecity.item;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.item.DeadlineChange.Cause;

/**
 * 挂账: stops the clock of an item and sets it going again with the time that was left. While it stands still the approved deadline stays as it was and
 * means nothing, and the tasks of the responsible unit have no due date; the limits of others run on. Owns {@code safecity.stopped_due}.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StoppedClock {

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final WorkingDays workingDays;
    private final OpenTasks tasks;
    private final Processes processes;
    private final Clock clock;

    StoppedClock(
            JdbcClient jdbc,
            Deadlines deadlines,
            WorkingDays workingDays,
            OpenTasks tasks,
            Processes processes,
            Clock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.tasks = tasks;
        this.processes = processes;
        this.clock = clock;
    }

    private record Due(String taskId, Instant at) {}

    /**
     * Stops the item's clock as of today.
     *
     * @throws Refused if it stands still already, or the item was closed or got another deadline or status meanwhile
     */
    public void stop(Item item) {
        int rows = jdbc.sql("""
                update safecity.item set paused_on = :today, changed_at = :now
                 where id = :id and paused_on is null and status = :status and approved_deadline = :deadline""")
                .param("id", item.id())
                .param("today", today())
                .param("status", item.status().name())
                .param("deadline", item.approvedDeadline())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 0 || item.status() == Status.CLOSED) {
            throw new Refused("%s 刚刚有变动，或已在挂账，没有暂停计时。请刷新后再看".formatted(item.number()));
        }
        Instant deadline = WorkingDays.endOf(item.approvedDeadline());
        for (Due due : duesOfUnit(item)) {
            if (!due.at().equals(deadline)) {
                keep(item, due);
            }
            tasks.setDue(due.taskId(), null);
        }
        processes.tell(Deadlines.CLOCK_CHANGED, item.number());
    }

    /**
     * Sets the item's clock going again: on the day from which it runs as many working days are left as on the day on which it stopped.
     *
     * @param from first day on which it runs again; today, or earlier if nobody was there to start it
     * @param by   login of whose decision it was; null if the system did
     * @return how many working days later the deadline is now; 0 if it stays
     * @throws Refused if the clock runs
     */
    public int start(Item item, LocalDate from, String reason, @Nullable String by) {
        int days = letRun(item, from);
        if (days > 0) {
            deadlines.postpone(item, Cause.PAUSE, days, reason, by);
        } else {
            processes.tell(Deadlines.CLOCK_CHANGED, item.number());
        }
        giveDuesBack(item, days);
        return days;
    }

    /**
     * Ends the standstill of an item that is just being closed: the time for which its clock stood still does not make it late. Tells nobody.
     *
     * @return how many working days later the deadline is now; 0 if it stays
     */
    public int settle(Item item, String reason) {
        int days = letRun(item, today());
        if (days > 0) {
            deadlines.move(item, Cause.PAUSE, days, reason, null);
        }
        forget(item);
        return days;
    }

    private int letRun(Item item, LocalDate from) {
        @Nullable LocalDate pausedOn = item.pausedOn();
        int rows = jdbc.sql("""
                update safecity.item set paused_on = null, changed_at = :now where id = :id and paused_on = :pausedOn""")
                .param("id", item.id())
                .param("pausedOn", pausedOn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (pausedOn == null || rows == 0) {
            throw new Refused("%s 没有挂账，或已恢复计时".formatted(item.number()));
        }
        return from.isAfter(pausedOn) ? workingDays.remaining(pausedOn, from) : 0;
    }

    /** A task that lost its due date and has none kept is due with the deadline: every task of ours is due some day. */
    private void giveDuesBack(Item item, int days) {
        List<Due> kept = jdbc.sql("select task_id, due as at from safecity.stopped_due where item_id = :id")
                .param("id", item.id())
                .query((row, index) ->
                        new Due(row.getString("task_id"), row.getTimestamp("at").toInstant()))
                .list();
        for (Due due : kept) {
            LocalDate day = LocalDate.ofInstant(due.at(), WorkingDays.ZONE);
            tasks.setDue(due.taskId(), WorkingDays.dueAt(workingDays.shift(day, days)));
        }
        forget(item);
        Date deadline = WorkingDays.dueAt(approvedDeadline(item));
        jdbc.sql("""
                select task_id from safecity.open_task
                 where business_key = :number and unit = :unit and due is null
                 order by task_id
                   for update""")
                .param("number", item.number())
                .param("unit", item.leadUnit())
                .query(String.class)
                .list()
                .forEach(task -> tasks.setDue(task, deadline));
    }

    /** Waits for whoever claims or completes one of the tasks at this moment, so that neither is lost. */
    private List<Due> duesOfUnit(Item item) {
        return jdbc.sql("""
                select task_id, due from safecity.open_task
                 where business_key = :number and unit = :unit and due is not null
                 order by task_id
                   for update""")
                .param("number", item.number())
                .param("unit", item.leadUnit())
                .query((row, index) -> new Due(
                        row.getString("task_id"), row.getTimestamp("due").toInstant()))
                .list();
    }

    private void keep(Item item, Due due) {
        jdbc.sql("insert into safecity.stopped_due (task_id, item_id, due) values (:task, :item, :due)")
                .param("task", due.taskId())
                .param("item", item.id())
                .param("due", due.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void forget(Item item) {
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

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

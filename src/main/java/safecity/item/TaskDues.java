package safecity.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.DueCounted;
import safecity.engine.DueDate;
import safecity.engine.DueDate.Kind;
import safecity.engine.OpenTasks;

/** How the due dates of open tasks came about, so that they can be counted anew. Owns the columns of {@code safecity.open_task} that say so. */
@Repository
public class TaskDues {

    private static final String SELECT = """
            select t.task_id, t.business_key, t.name, t.due, t.created_at, t.due_kind, t.due_from, t.due_days, t.due_not_before
              from safecity.open_task t
            """;

    private final JdbcClient jdbc;
    private final OpenTasks tasks;

    TaskDues(JdbcClient jdbc, OpenTasks tasks) {
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    /**
     * An open task that is due.
     *
     * @param kind null for a task that was opened before it was kept how its due date came about
     * @param from for {@code DAY} the day that it is counted from
     * @param days for {@code DAY} working days after that day, for {@code DEADLINE} before the deadline; else 0
     */
    record Counted(
            String taskId,
            String number,
            String name,
            Instant due,
            Instant openedAt,
            @Nullable Kind kind,
            @Nullable LocalDate from,
            int days,
            @Nullable LocalDate notBefore) {

        LocalDate openedOn() {
            return LocalDate.ofInstant(openedAt, WorkingDays.ZONE);
        }

        LocalDate countedFrom() {
            return Objects.requireNonNull(from);
        }

        /** Returns its last day by a calendar, for a task that is counted from a day, with some more working days. */
        LocalDate lastDay(WorkingDays calendar, int more) {
            LocalDate day = calendar.deadline(countedFrom(), days + more).day();
            return notBefore == null || day.isAfter(notBefore) ? day : notBefore;
        }
    }

    @EventListener
    void note(DueCounted task) {
        DueDate.Basis basis = task.basis();
        jdbc.sql("""
                update safecity.open_task
                   set due_kind = :kind, due_from = :from, due_days = :days, due_not_before = :notBefore, due_row = :row
                 where task_id = :id""")
                .param("id", task.taskId())
                .param("kind", basis.kind().name())
                .param("from", basis.from())
                .param("days", basis.workingDays())
                .param("notBefore", basis.notBefore())
                .param("row", basis.row())
                .update();
    }

    /** Returns the open tasks that are due, by number. */
    List<Counted> all() {
        return jdbc.sql(SELECT + "where t.due is not null order by t.business_key, t.created_at, t.task_id")
                .query(TaskDues::counted)
                .list();
    }

    /**
     * Returns the tasks of a case that are due with its item's deadline, or some days before it. Waits for whoever claims or completes one of them at
     * this moment, so that neither is lost.
     */
    List<Counted> withDeadline(String number, LocalDate deadline) {
        return jdbc.sql(SELECT + """
                 where t.business_key = :number and t.due is not null
                   and (t.due_kind = 'DEADLINE' or (t.due_kind is null or t.due_kind = 'ROW') and t.due = :due)
                 order by t.task_id
                   for update""")
                .param("number", number)
                .param("due", WorkingDays.endOf(deadline).atOffset(ZoneOffset.UTC))
                .query(TaskDues::counted)
                .list();
    }

    /** Returns the tasks of a unit that are due; waits as {@link #withDeadline} does. */
    List<Counted> ofUnit(String number, String unit) {
        return jdbc.sql(SELECT + """
                 where t.business_key = :number and t.unit = :unit and t.due is not null
                 order by t.task_id
                   for update""")
                .param("number", number)
                .param("unit", unit)
                .query(TaskDues::counted)
                .list();
    }

    /** Returns the tasks of an item that wait for its clock, with the due dates that they had. */
    List<Counted> stopped(long itemId) {
        return jdbc.sql("""
                select t.task_id, t.business_key, t.name, s.due, t.created_at, t.due_kind, t.due_from, t.due_days, t.due_not_before
                  from safecity.stopped_due s
                  join safecity.open_task t on t.task_id = s.task_id
                 where s.item_id = :item
                 order by t.task_id
                   for update of t""").param("item", itemId).query(TaskDues::counted).list();
    }

    /** Returns the ids of the tasks of a unit that are not due any day; waits as {@link #withDeadline} does. */
    List<String> withoutDue(String number, String unit) {
        return jdbc.sql("""
                select t.task_id from safecity.open_task t
                 where t.business_key = :number and t.unit = :unit and t.due is null
                 order by t.task_id
                   for update""")
                .param("number", number)
                .param("unit", unit)
                .query(String.class)
                .list();
    }

    /**
     * Has a task hang on its item's deadline.
     *
     * @return how many working days before it the task is due, 0 unless it did already
     */
    int tieToDeadline(String taskId) {
        return jdbc.sql("""
                update safecity.open_task
                   set due_kind = 'DEADLINE', due_days = case when due_kind = 'DEADLINE' then due_days else 0 end, due_from = null,
                       due_not_before = null
                 where task_id = :id
                returning due_days""").param("id", taskId).query(Integer.class).single();
    }

    /** Gives a task that is counted from a day more working days from now on. */
    void lengthen(String taskId, int days) {
        jdbc.sql("update safecity.open_task set due_days = due_days + :days where task_id = :id and due_kind = 'DAY'")
                .param("id", taskId)
                .param("days", days)
                .update();
    }

    /** Moves the open tasks of a case that hang on a row; of those that wait for the item's clock, the due date that they will have again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveRow(String number, String row, LocalDate lastDay) {
        jdbc.sql("""
                update safecity.stopped_due s set due = :due
                  from safecity.open_task t
                 where t.task_id = s.task_id and t.business_key = :number and t.due_row = :row""")
                .param("number", number)
                .param("row", row)
                .param("due", WorkingDays.endOf(lastDay).atOffset(ZoneOffset.UTC))
                .update();
        for (Counted task : onRow(number, row)) {
            if (!task.due().equals(WorkingDays.endOf(lastDay))) {
                tasks.moveDue(task.taskId(), Date.from(task.due()), WorkingDays.dueAt(lastDay));
            }
        }
    }

    /** Returns the ids of the open tasks of a case that are due by a row. */
    public List<String> idsOnRow(String number, String row) {
        return onRow(number, row).stream().map(Counted::taskId).toList();
    }

    private List<Counted> onRow(String number, String row) {
        return jdbc.sql(
                        SELECT
                                + "where t.business_key = :number and t.due_row = :row and t.due is not null order by t.task_id")
                .param("number", number)
                .param("row", row)
                .query(TaskDues::counted)
                .list();
    }

    private static Counted counted(ResultSet row, int index) throws SQLException {
        @Nullable String kind = row.getString("due_kind");
        return new Counted(
                row.getString("task_id"),
                row.getString("business_key"),
                row.getString("name").split(" ", 2)[0],
                row.getTimestamp("due").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                kind == null ? null : Kind.valueOf(kind),
                row.getObject("due_from", LocalDate.class),
                row.getInt("due_days"),
                row.getObject("due_not_before", LocalDate.class));
    }
}

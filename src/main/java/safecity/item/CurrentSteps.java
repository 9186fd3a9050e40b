package safecity.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.TaskChanged;

/** 当前环节: the open tasks of all cases, kept in the engine's own transaction so that no page has to ask the engine. */
@Repository
public class CurrentSteps {

    private static final String SELECT = """
            select task_id, business_key, process, element, name, unit, assignee, due from safecity.open_task
            """;

    /**
     * Condition on alias {@code t}, an open task: that a document waits for the decision whether it goes out, or for its delivery.
     */
    public static final String OF_UNSERVED = "(t.process = 'slip' and t.element in ('decideIssue', 'deliver'))";

    /** Condition on alias {@code t}, an open task: such a wait is known to those alone who see everything. Parameter from {@link Items#visibilityOf}. */
    public static final String SHOWN = "(:seesEverything or not " + OF_UNSERVED + ")";

    private final JdbcClient jdbc;
    private final Clock clock;

    CurrentSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void follow(TaskChanged task) {
        if (!task.open()) {
            jdbc.sql("delete from safecity.open_task where task_id = :id")
                    .param("id", task.taskId())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into safecity.open_task
                       (task_id, business_key, process, element, name, unit, assignee, due, created_at)
                values (:id, :key, :process, :element, :name, :unit, :assignee, :due, :now)
                on conflict (task_id) do update
                   set name = excluded.name, unit = excluded.unit, assignee = excluded.assignee, due = excluded.due""")
                .param("id", task.taskId())
                .param("key", task.businessKey())
                .param("process", task.process())
                .param("element", task.element())
                .param("name", task.name())
                .param("unit", task.unit())
                .param("assignee", task.assignee())
                .param("due", task.due() == null ? null : task.due().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns the open task of an id; empty once it was completed. */
    public Optional<CurrentStep> find(String taskId) {
        return jdbc.sql(SELECT + "where task_id = :id")
                .param("id", taskId)
                .query(CurrentSteps::step)
                .optional();
    }

    /** Returns the open tasks of a case, the oldest first. */
    public List<CurrentStep> of(String businessKey) {
        return jdbc.sql(SELECT + "where business_key = :key order by created_at, task_id")
                .param("key", businessKey)
                .query(CurrentSteps::step)
                .list();
    }

    private static CurrentStep step(ResultSet row, int index) throws SQLException {
        @Nullable String unit = row.getString("unit");
        @Nullable String assignee = row.getString("assignee");
        @Nullable Timestamp due = row.getTimestamp("due");
        @Nullable Instant dueAt = due == null ? null : due.toInstant();
        return new CurrentStep(
                row.getString("task_id"),
                row.getString("business_key"),
                row.getString("process"),
                row.getString("element"),
                row.getString("name"),
                unit,
                assignee,
                dueAt);
    }
}

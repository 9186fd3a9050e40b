package safecity.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.item.CurrentSteps;

/** The open tasks of the items under watch, with the rungs behind them. */
@Repository
class WatchedTasks {

    private static final String SELECT = """
            select t.business_key, t.task_id, t.name, t.unit, t.assignee, t.created_at, t.due,
                   %s as confidential,
                   array(select r.rung from safecity.task_rung r where r.task_id = t.task_id) as told
              from safecity.open_task t
            """.formatted(CurrentSteps.OF_UNSERVED);

    private final JdbcClient jdbc;
    private final Clock clock;

    WatchedTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the open tasks of a case, the oldest first. */
    List<WatchedTask> of(String number) {
        return jdbc.sql(SELECT + "where t.business_key = :number order by t.created_at, t.task_id")
                .param("number", number)
                .query(WatchedTasks::task)
                .list();
    }

    /** Returns the open tasks of all cases, by number. */
    Map<String, List<WatchedTask>> all() {
        Map<String, List<WatchedTask>> byNumber = new HashMap<>();
        jdbc.sql(SELECT + "order by t.created_at, t.task_id").query(row -> {
            byNumber.computeIfAbsent(row.getString("business_key"), each -> new ArrayList<>())
                    .add(task(row, 0));
        });
        return byNumber;
    }

    /**
     * Puts a rung behind a task because it is told.
     *
     * @return false if it was behind it already
     */
    boolean tell(long itemId, TaskRung rung) {
        return jdbc.sql("""
                        insert into safecity.task_rung (task_id, rung, item_id, at) values (:task, :rung, :item, :now)
                        on conflict do nothing""")
                        .param("task", rung.task().taskId())
                        .param("rung", rung.code())
                        .param("item", itemId)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static WatchedTask task(ResultSet row, int index) throws SQLException {
        @Nullable String unit = row.getString("unit");
        @Nullable Timestamp due = row.getTimestamp("due");
        return new WatchedTask(
                row.getString("task_id"),
                row.getString("name").split(" ", 2)[0],
                unit,
                row.getBoolean("confidential"),
                row.getString("assignee") != null,
                row.getTimestamp("created_at").toInstant(),
                due == null ? null : due.toInstant(),
                Set.of((String[]) row.getArray("told").getArray()));
    }
}

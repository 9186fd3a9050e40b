package safecity.identity;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;

/**
 * Tasks that hang with somebody who may not do them any more. Leaving and moving give tasks back at once; but another node may have let the person claim
 * one more in the seconds until it noticed ({@code safecity.session-check}).
 */
@Repository
class StrayTasks {

    private static final Logger log = LoggerFactory.getLogger(StrayTasks.class);

    private final JdbcClient jdbc;
    private final OpenTasks tasks;

    StrayTasks(JdbcClient jdbc, OpenTasks tasks) {
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    private record Stray(String taskId, String assignee) {}

    /** Gives the open tasks of closed accounts, and of people of another unit than the one that may claim them, back to the unit; returns how many. */
    int putBack() {
        int returned = 0;
        for (Stray stray : find()) {
            try {
                tasks.putBack(stray.taskId(), stray.assignee());
                returned++;
                log.info("Task {} went back to its unit: {} may not do it any more", stray.taskId(), stray.assignee());
            } catch (Refused worked) {
                log.info("Task {} changed hands by itself: {}", stray.taskId(), worked.getMessage());
            }
        }
        return returned;
    }

    private List<Stray> find() {
        return jdbc.sql("""
                        select t.task_id, t.assignee
                          from safecity.open_task t
                          join safecity.account a on a.login = t.assignee
                         where t.unit is not null and (not a.enabled or a.unit is distinct from t.unit)""").query(Stray.class).list();
    }
}

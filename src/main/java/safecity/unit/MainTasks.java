package safecity.unit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 主要任务: the main tasks of the plan. */
@Repository
public class MainTasks {

    private final JdbcClient jdbc;

    MainTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns all main tasks in the order of the plan. */
    public List<MainTask> all() {
        return jdbc.sql("""
                select no, group_no, group_title, title, content, lead_unit, responsible_units, localities
                  from safecity.main_task
                 order by no""")
                .query((row, index) -> new MainTask(
                        row.getInt("no"),
                        row.getInt("group_no"),
                        row.getString("group_title"),
                        row.getString("title"),
                        row.getString("content"),
                        row.getString("lead_unit"),
                        List.of((String[]) row.getArray("responsible_units").getArray()),
                        row.getBoolean("localities")))
                .list();
    }
}

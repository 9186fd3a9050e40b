package safecity.tasklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Lamps;
import safecity.item.TimeLimit;

/** 我的任务: what waits for a person. Read from our own tables; the engine is not asked. */
@Repository
class MyTasks {

    /** That the case of a task has a title, and which. */
    private static final String SELECT = """
            select t.task_id, t.business_key, split_part(t.name, ' ' || t.business_key, 1) as name, t.due, t.assignee,
                   coalesce(i.description, l.title, '') as about, i.grade = 'MAJOR' as major,
                   i.original_deadline, i.approved_deadline, i.provisional, i.paused_on
              from safecity.open_task t
              left join safecity.item i on i.number = t.business_key
              left join safecity.problem_list l
                     on t.business_key like 'QD-%' and l.id = cast(substring(t.business_key from '[0-9]+$') as bigint)
            """;

    private final JdbcClient jdbc;
    private final Lamps lamps;
    private final Clock clock;

    MyTasks(JdbcClient jdbc, Lamps lamps, Clock clock) {
        this.jdbc = jdbc;
        this.lamps = lamps;
        this.clock = clock;
    }

    /**
     * An open task.
     *
     * @param about   what its case is about, in words
     * @param limit   the time limit of its item; null if its case is none
     * @param due     by when it is to be done; null if it has no limit
     * @param overdue whether that has passed
     */
    record Task(
            String id,
            String number,
            String name,
            String about,
            boolean major,
            @Nullable TimeLimit limit,
            @Nullable Instant due,
            boolean overdue) {

        /** By when, in Shanghai; — if it has no limit. */
        public String dueOn() {
            return due == null
                    ? "—"
                    : LocalDate.ofInstant(due, WorkingDays.ZONE).toString();
        }
    }

    /** Returns how many tasks each tab holds; what was done is not counted. */
    Map<MyTab, Integer> count(Person viewer) {
        Map<MyTab, Integer> counts = new EnumMap<>(MyTab.class);
        Stream.of(MyTab.values())
                .filter(MyTab::open)
                .forEach(tab -> counts.put(
                        tab,
                        jdbc.sql("select count(*) from safecity.open_task t where " + tab.condition())
                                .params(parameters(viewer))
                                .query(Integer.class)
                                .single()));
        return counts;
    }

    /** Returns a page of the tasks of a tab, the one to be done first at the head. */
    List<Task> page(MyTab tab, Person viewer, int page, int size) {
        return jdbc.sql(SELECT + " where " + tab.condition()
                        + " order by t.due nulls last, t.created_at, t.task_id limit :size offset :offset")
                .params(parameters(viewer))
                .param("size", size)
                .param("offset", (page - 1) * size)
                .query(this::task)
                .list();
    }

    private Map<String, Object> parameters(Person viewer) {
        return Map.of(
                "login", viewer.login(),
                "unit", Optional.ofNullable(viewer.workUnit()).orElse(""),
                "now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private Task task(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp due = row.getTimestamp("due");
        return new Task(
                row.getString("task_id"),
                row.getString("business_key"),
                row.getString("name"),
                row.getString("about"),
                row.getBoolean("major"),
                limit(row),
                due == null ? null : due.toInstant(),
                due != null && due.toInstant().isBefore(clock.instant()));
    }

    private @Nullable TimeLimit limit(ResultSet row) throws SQLException {
        @Nullable LocalDate deadline = row.getObject("approved_deadline", LocalDate.class);
        return deadline == null
                ? null
                : lamps.limit(
                        LocalDate.now(clock),
                        row.getObject("original_deadline", LocalDate.class),
                        deadline,
                        row.getBoolean("provisional"),
                        null,
                        row.getObject("paused_on", LocalDate.class));
    }
}

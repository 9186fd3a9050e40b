package safecity.tasklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

/** 我的任务: what waits for a person, and what the person did. Read from our own tables; the engine is not asked. */
@Repository
class MyTasks {

    private static final int MOST = 200;

    /** That the case of a task has a title, and which. */
    private static final String SELECT = """
            select t.task_id, t.business_key, split_part(t.name, ' ' || t.business_key, 1) as name, t.due, t.assignee,
                   coalesce(i.description, l.title, '') as about, i.grade = 'MAJOR' as major
              from safecity.open_task t
              left join safecity.item i on i.number = t.business_key
              left join safecity.problem_list l
                     on t.business_key like 'QD-%' and l.id = cast(substring(t.business_key from '[0-9]+$') as bigint)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MyTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An open task.
     *
     * @param about   what its case is about, in words
     * @param due     by when it is to be done; null if it has no limit
     * @param overdue whether that has passed
     */
    record Task(
            String id,
            String number,
            String name,
            String about,
            boolean major,
            @Nullable Instant due,
            boolean overdue) {

        /** By when, in Shanghai; — if it has no limit. */
        public String dueOn() {
            return due == null
                    ? "—"
                    : LocalDate.ofInstant(due, WorkingDays.ZONE).toString();
        }
    }

    /** Something that the person did to an item. */
    record Deed(String number, String title, String act, Instant at) {

        /** When, in Shanghai. */
        public LocalDateTime on() {
            return at.atZone(WorkingDays.ZONE).toLocalDateTime();
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

    /** Returns the tasks of a tab, the one to be done first at the head, and no more than a person can look through. */
    List<Task> of(MyTab tab, Person viewer) {
        return jdbc.sql(SELECT + " where " + tab.condition()
                        + " order by t.due nulls last, t.created_at, t.task_id limit :most")
                .params(parameters(viewer))
                .param("most", MOST)
                .query(this::task)
                .list();
    }

    /** Returns what the person did last, the latest first, each item once. */
    List<Deed> done(Person viewer) {
        return jdbc.sql("""
                select number, title, act, at
                  from (select distinct on (e.item_id) i.number, i.title, e.act, e.at
                          from safecity.item_event e
                          join safecity.item i on i.id = e.item_id
                         where e.actor = :login
                         order by e.item_id, e.at desc, e.seq desc) deeds
                 order by at desc
                 limit :most""")
                .param("login", viewer.login())
                .param("most", MOST)
                .query((row, index) -> new Deed(
                        row.getString("number"),
                        row.getString("title"),
                        row.getString("act"),
                        row.getTimestamp("at").toInstant()))
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
                due == null ? null : due.toInstant(),
                due != null && due.toInstant().isBefore(clock.instant()));
    }
}

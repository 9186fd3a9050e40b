package safecity.tasklist;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.identity.Role;

/** 已办: what a person did last to each item and each problem list. */
@Repository
class MyDeeds {

    private static final String OF_ITEMS = """
              from (select distinct on (e.item_id) i.number, i.title, e.act, e.at, '/items/' || i.number as path
                      from safecity.item_event e
                      join safecity.item i on i.id = e.item_id
                     where e.actor = :login
                     order by e.item_id, e.at desc, e.seq desc) of_items
            """;

    private static final String OF_LISTS = """
              from (select distinct on (l.id) 'QD-' || l.id as number, l.title, deed.act, deed.at, '/lists/' || l.id as path
                      from safecity.problem_list l
                     cross join lateral (values ('导入清单', l.confirmed_by, l.confirmed_at),
                                                ('核对定级', l.graded_by, l.graded_at),
                                                ('签发清单', l.signed_by, l.signed_at)) deed (act, login, at)
                     where deed.login = :login
                     order by l.id, deed.at desc) of_lists
            """;

    private final JdbcClient jdbc;

    MyDeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Something that the person did.
     *
     * @param path where it is shown; empty if the person may not open that any more
     */
    record Deed(String number, String title, String act, Instant at, String path) {

        /** When, in Shanghai. */
        public LocalDateTime on() {
            return at.atZone(WorkingDays.ZONE).toLocalDateTime();
        }
    }

    int count(Person viewer) {
        return jdbc.sql("select (select count(*) %s) + (select count(*) %s)".formatted(OF_ITEMS, OF_LISTS))
                .param("login", viewer.login())
                .query(Integer.class)
                .single();
    }

    /** Returns a page, the latest deed first. */
    List<Deed> page(Person viewer, int page, int size) {
        boolean opensLists = viewer.has(Role.SUPERVISOR);
        return jdbc.sql(
                        "select number, title, act, at, path %s union all select number, title, act, at, path %s order by at desc, number limit :size offset :offset"
                                .formatted(OF_ITEMS, OF_LISTS))
                .param("login", viewer.login())
                .param("size", size)
                .param("offset", (page - 1) * size)
                .query((row, index) -> new Deed(
                        row.getString("number"),
                        row.getString("title"),
                        row.getString("act"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("path").startsWith("/lists/") && !opensLists ? "" : row.getString("path")))
                .list();
    }
}

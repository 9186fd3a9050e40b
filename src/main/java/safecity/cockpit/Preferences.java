package safecity.cockpit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/** 我的视图、列设置: how a person wants the list of items. Owns {@code safecity.saved_view} and {@code safecity.list_column}. */
@Repository
class Preferences {

    static final int LONGEST_NAME = 20;
    static final int MOST_VIEWS = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Preferences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A filter that a person gave a name.
     *
     * @param query what follows the question mark in its URL
     * @param opens whether the list opens with it
     */
    record SavedView(long id, String name, String query, boolean opens) {

        /** URL of the list under this view. */
        public String url() {
            return "/items?" + query;
        }
    }

    /** Returns a person's views, the earliest first. */
    List<SavedView> views(String login) {
        return jdbc.sql("select id, name, query, opens from safecity.saved_view where login = :login order by id")
                .param("login", login)
                .query(SavedView.class)
                .list();
    }

    /** Returns the query that a person's list opens with. */
    Optional<String> opening(String login) {
        return jdbc.sql("select query from safecity.saved_view where login = :login and opens")
                .param("login", login)
                .query(String.class)
                .optional();
    }

    /**
     * Keeps a filter under a name; one of the same name is replaced.
     *
     * @param query of any URL; what no filter understands is dropped
     * @throws Refused if the name is empty or too long, or if the person has too many views
     */
    @Transactional
    public void save(String login, String name, String query, boolean opens) {
        String called = name.replaceAll("\\p{Cntrl}", "").strip();
        if (called.isEmpty() || called.codePointCount(0, called.length()) > LONGEST_NAME) {
            throw new Refused("请给视图起个名字，最多 %d 个字".formatted(LONGEST_NAME));
        }
        boolean known = views(login).stream().anyMatch(view -> view.name().equals(called));
        if (!known && views(login).size() >= MOST_VIEWS) {
            throw new Refused("最多保存 %d 个视图，请先删除不用的".formatted(MOST_VIEWS));
        }
        if (opens) {
            opensWithNone(login);
        }
        jdbc.sql("""
                insert into safecity.saved_view (login, name, query, opens, created_at) values (:login, :name, :query, :opens, :now)
                on conflict (login, name) do update set query = excluded.query, opens = excluded.opens""")
                .param("login", login)
                .param("name", called)
                .param("query", understood(query))
                .param("opens", opens)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Lets a person's list open with a view, or, if it does so already, with everything. */
    @Transactional
    public void toggleOpening(String login, long id) {
        boolean opens = views(login).stream().anyMatch(view -> view.id() == id && view.opens());
        opensWithNone(login);
        if (!opens) {
            jdbc.sql("update safecity.saved_view set opens = true where id = :id and login = :login")
                    .param("id", id)
                    .param("login", login)
                    .update();
        }
    }

    /** Forgets a view of the person; nothing happens to another's. */
    void delete(String login, long id) {
        jdbc.sql("delete from safecity.saved_view where id = :id and login = :login")
                .param("id", id)
                .param("login", login)
                .update();
    }

    /** Returns the columns that a person chose. */
    Set<Column> columns(String login) {
        return jdbc.sql("select columns from safecity.list_column where login = :login")
                .param("login", login)
                .query((row, index) ->
                        chosen(Arrays.asList((String[]) row.getArray("columns").getArray())))
                .optional()
                .orElse(Column.USUAL);
    }

    /** Keeps which columns a person wants to see; names that are none are dropped. */
    void show(String login, Collection<String> columns) {
        jdbc.sql("""
                insert into safecity.list_column (login, columns) values (:login, :columns)
                on conflict (login) do update set columns = excluded.columns""")
                .param("login", login)
                .param("columns", chosen(columns).stream().map(Column::name).toArray(String[]::new))
                .update();
    }

    private void opensWithNone(String login) {
        // In the order of rows, so that two windows of one person never wait for each other in a circle.
        jdbc.sql("""
                update safecity.saved_view set opens = false
                 where id in (select id from safecity.saved_view where login = :login order by id for update)""").param("login", login).update();
    }

    private static Set<Column> chosen(Collection<String> names) {
        return Arrays.stream(Column.values())
                .filter(column -> names.contains(column.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Column.class)));
    }

    private static String understood(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return ItemFilter.of(parameters).saved();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEncoding) {
            return "";
        }
    }
}

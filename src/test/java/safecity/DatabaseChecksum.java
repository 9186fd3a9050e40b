package safecity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every table of ours and of the engine in one number each. What is denied changes none of them, but for those that tell of the denial and of who is
 * signed in.
 */
public final class DatabaseChecksum {

    private static final Set<String> TELL_OF_THE_REQUEST = Set.of("safecity.audit_entry", "safecity.session");

    private final JdbcClient jdbc;
    private final Set<String> others;

    /** Watches all tables but those, and some others that are to change. */
    public DatabaseChecksum(JdbcClient jdbc, String... others) {
        this.jdbc = jdbc;
        this.others = Set.of(others);
    }

    /** Does something that must leave the database as it is. */
    public void assertUnchangedBy(ThrowingCallable work) throws Throwable {
        Map<String, String> before = take();
        work.call();
        assertThat(take()).as("tables after what was denied").isEqualTo(before);
    }

    /** Returns the number of rows and a sum over their contents, by table. */
    public Map<String, String> take() {
        String all = tables().stream()
                .map(table ->
                        "select '%s' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from %s t"
                                .formatted(table, table))
                .collect(Collectors.joining(" union all "));
        Map<String, String> sums = new TreeMap<>();
        jdbc.sql(all).query((RowCallbackHandler) row -> sums.put(row.getString("name"), row.getString("sum")));
        return sums;
    }

    private List<String> tables() {
        List<String> all = jdbc.sql("""
                select schemaname || '.' || tablename
                  from pg_catalog.pg_tables
                 where schemaname = 'safecity' or schemaname = 'public' and tablename like 'act\\_%'""").query(String.class).list();
        assertThat(all).containsAll(TELL_OF_THE_REQUEST);
        return all.stream()
                .filter(table -> !TELL_OF_THE_REQUEST.contains(table) && !others.contains(table))
                .toList();
    }
}

package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the administrators read of the accounts. */
@Repository
class AccountList {

    private static final int MOST = 300;

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An account in the list.
     *
     * @param locked   whether it is locked now
     * @param first    whether its password is a first one
     * @param lastSeen when its last session was used; null if no session is remembered
     */
    record Row(
            Person person,
            boolean demonstration,
            boolean locked,
            boolean first,
            boolean secondFactor,
            @Nullable Instant lastSeen) {

        /** In a word. */
        public String state() {
            return !person.enabled() ? "停用" : locked ? "锁定" : first ? "待改口令" : "在用";
        }
    }

    /** Returns the accounts whose login, name or unit contains a text, those in use at the head; no more than one page shows. */
    List<Row> find(String text) {
        return jdbc.sql("""
                        select a.login, a.display_name, a.unit, coalesce(u.short_name, '') as unit_name, a.roles, a.email,
                               a.password_hash, a.enabled, a.demonstration, coalesce(a.locked_until > :now, false) as locked,
                               a.must_change, a.second_factor is not null as second_factor,
                               (select max(s.seen_at) from safecity.session s where s.login = a.login) as last_seen
                          from safecity.account a
                          left join safecity.unit u on u.code = a.unit
                         where position(lower(:text) in lower(a.login || ' ' || a.display_name || ' ' || coalesce(u.short_name, ''))) > 0
                         order by a.enabled desc, u.short_name nulls first, a.login
                         limit :most""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("text", text)
                .param("most", MOST)
                .query(AccountList::row)
                .list();
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp lastSeen = row.getTimestamp("last_seen");
        return new Row(
                People.person(row, index),
                row.getBoolean("demonstration"),
                row.getBoolean("locked"),
                row.getBoolean("must_change"),
                row.getBoolean("second_factor"),
                lastSeen == null ? null : lastSeen.toInstant());
    }
}

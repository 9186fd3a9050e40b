package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the administrators read of the accounts. */
@Repository
class AccountList {

    private static final int MOST = 300;

    private static final String SELECT = """
            select a.login, a.display_name, a.unit, coalesce(u.short_name, '') as unit_name, a.roles, a.email,
                   a.password_hash, a.enabled, a.demonstration, coalesce(a.locked_until > :now, false) as locked,
                   a.must_change, a.second_factor is not null as second_factor,
                   greatest(a.last_seen_at, (select max(s.seen_at) from safecity.session s where s.login = a.login)) as last_seen
              from safecity.account a
              left join safecity.unit u on u.code = a.unit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int unusedDays;

    AccountList(JdbcClient jdbc, Clock clock, @Value("${safecity.account-unused-days}") int unusedDays) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.unusedDays = unusedDays;
    }

    /** After how many days without a sign-in an account counts as unused. */
    int unusedDays() {
        return unusedDays;
    }

    /**
     * An account in the list.
     *
     * @param locked   whether it is locked now
     * @param first    whether its password is a first one
     * @param lastSeen when somebody last signed in or, in the last weeks, used a session; null if nobody ever did
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

    /**
     * What one page shows.
     *
     * @param cut whether there are more
     */
    record Found(List<Row> rows, boolean cut) {

        /** How many rows a page shows at most. */
        public int most() {
            return MOST;
        }
    }

    /**
     * Returns the accounts whose login, name or unit contains a text, those in use at the head; no more than one page shows.
     *
     * @param unused only those in use that nobody has signed in with for {@link #unusedDays}, nor made since
     */
    Found find(String text, boolean unused) {
        List<Row> rows = jdbc.sql(SELECT + """
                         where position(lower(:text) in lower(a.login || ' ' || a.display_name || ' ' || coalesce(u.short_name, ''))) > 0
                           and (not :unused or a.enabled and greatest(a.created_at, a.last_seen_at) < :unusedSince)
                         order by a.enabled desc, u.short_name nulls first, a.login
                         limit :most""")
                .param("now", now())
                .param("text", text)
                .param("unused", unused)
                .param("unusedSince", now().minusDays(unusedDays))
                .param("most", MOST + 1)
                .query(AccountList::row)
                .list();
        return new Found(rows.subList(0, Math.min(MOST, rows.size())), rows.size() > MOST);
    }

    /** Returns the account of exactly that login; empty if there is none. */
    Optional<Row> one(String login) {
        return jdbc.sql(SELECT + " where a.login = :login")
                .param("now", now())
                .param("login", login)
                .query(AccountList::row)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
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

package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How accounts stand, and the lock after wrong passwords. It is counted in the database, so it is the same on all nodes, and before a password is
 * looked at, so that a burst of requests gets no more tries than one after the other.
 */
@Repository
class Standings {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int attempts;
    private final Duration lock;

    Standings(
            JdbcClient jdbc,
            Clock clock,
            @Value("${safecity.sign-in-attempts}") int attempts,
            @Value("${safecity.sign-in-lock}") Duration lock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.attempts = attempts;
        this.lock = lock;
    }

    /** Returns how an account stands; empty if there is none of that login. It is asked for even if it can be nobody's: time must not tell. */
    Optional<Standing> find(String login) {
        return jdbc.sql("""
                        select a.login, a.display_name, a.unit, coalesce(u.short_name, '') as unit_name, a.roles, a.email,
                               a.password_hash, a.enabled, a.demonstration, a.must_change, a.password_changed_at,
                               a.locked_until, a.second_factor is not null as second_factor
                          from safecity.account a
                          left join safecity.unit u on u.code = a.unit
                         where a.login = :login""")
                .param("login", loginOrNone(login))
                .query(Standings::standing)
                .optional();
    }

    /**
     * What became of a try.
     *
     * @param taken whether there was one to take
     * @param locks whether it was the last: the account is locked now, unless {@link #succeeded} follows
     */
    record Attempt(boolean taken, boolean locks) {}

    /**
     * Takes one of the tries that an account has. In one statement, which writes a row and commits it whether the account is there, locked or unknown.
     *
     * @param login of the account; of none, such as an empty text, for the same work in vain
     */
    Attempt attempt(String login) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with taken as (
                            update safecity.account
                               set failures = case when locked_until is null then failures + 1 else 1 end,
                                   locked_until = case when locked_until is null and failures + 1 >= :attempts then :until end
                             where login = :login and (locked_until is null or locked_until <= :now)
                            returning locked_until is not null as locks),
                        instead as (
                            update safecity.sign_in_of_nobody set tries = tries + 1
                             where slot = (select floor(random() * 16)::int) and not exists (select from taken))
                        select count(*) > 0 as taken, coalesce(bool_or(locks), false) as locks from taken""")
                .param("attempts", attempts)
                .param("until", now.plus(lock).atOffset(ZoneOffset.UTC))
                .param("login", loginOrNone(login))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Attempt.class)
                .single();
    }

    /** Takes one of the tries that an account has; false if it is locked or unknown. */
    boolean takeTry(String login) {
        return attempt(login).taken();
    }

    private static String loginOrNone(String login) {
        return Person.isLogin(login) ? login : "";
    }

    /** Gives all tries back: the person has shown to be who it is. */
    void succeeded(String login) {
        unlock(login);
    }

    /** Ends a lock and gives all tries back; returns whether there was anything to undo. */
    boolean unlock(String login) {
        return jdbc.sql("""
                        update safecity.account set failures = 0, locked_until = null
                         where login = :login and (failures > 0 or locked_until is not null)""").param("login", login).update() == 1;
    }

    /** Whether the account is locked now. */
    boolean isLocked(String login) {
        return find(login)
                .map(Standing::lockedUntil)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    private static Standing standing(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp lockedUntil = row.getTimestamp("locked_until");
        return new Standing(
                People.person(row, index),
                row.getBoolean("demonstration"),
                row.getBoolean("must_change"),
                row.getTimestamp("password_changed_at").toInstant(),
                lockedUntil == null ? null : lockedUntil.toInstant(),
                row.getBoolean("second_factor"));
    }
}

package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9_-]{2,64}");

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

    /** Returns how an account stands; empty if there is none of that login. */
    Optional<Standing> find(String login) {
        if (!LOGIN.matcher(login).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select a.login, a.display_name, a.unit, coalesce(u.short_name, '') as unit_name, a.roles, a.email,
                               a.password_hash, a.enabled, a.demonstration, a.must_change, a.password_changed_at,
                               a.locked_until, a.second_factor is not null as second_factor
                          from safecity.account a
                          left join safecity.unit u on u.code = a.unit
                         where a.login = :login""").param("login", login).query(Standings::standing).optional();
    }

    /** Takes one of the tries that an account has; false if it is locked or unknown. The last try locks it, unless {@link #succeeded} follows. */
    boolean takeTry(String login) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update safecity.account
                           set failures = case when locked_until is null then failures + 1 else 1 end,
                               locked_until = case when locked_until is null and failures + 1 >= :attempts then :until end
                         where login = :login and (locked_until is null or locked_until <= :now)""")
                        .param("attempts", attempts)
                        .param("until", now.plus(lock).atOffset(ZoneOffset.UTC))
                        .param("login", login)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
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

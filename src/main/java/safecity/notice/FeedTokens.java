package safecity.notice;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.identity.Person;

/** The tokens that open a person's calendar. Each person has one at most; it is shown once and only its hash is kept. */
@Repository
class FeedTokens {

    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    FeedTokens(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a new token for a person; an older one opens nothing from now on. */
    @Transactional
    public String make(Person person) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into safecity.calendar_feed (login, token_hash, created_at) values (:login, :hash, :now)
                on conflict (login) do update set token_hash = excluded.token_hash, created_at = excluded.created_at""")
                .param("login", person.login())
                .param("hash", hash(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(person, "开通日历订阅", person.login(), "");
        return token;
    }

    /** Takes a person's token back; does nothing if there is none. */
    @Transactional
    public void revoke(Person person) {
        int rows = jdbc.sql("delete from safecity.calendar_feed where login = :login")
                .param("login", person.login())
                .update();
        if (rows > 0) {
            audit.record(person, "停用日历订阅", person.login(), "");
        }
    }

    /** Returns when a person's token was made; empty if there is none. */
    Optional<Instant> madeAt(Person person) {
        return jdbc.sql("select created_at from safecity.calendar_feed where login = :login")
                .param("login", person.login())
                .query((row, index) -> row.getTimestamp("created_at").toInstant())
                .optional();
    }

    /** Returns the login that a token belongs to. */
    Optional<String> loginOf(String token) {
        return jdbc.sql("select login from safecity.calendar_feed where token_hash = :hash")
                .param("hash", hash(token))
                .query(String.class)
                .optional();
    }

    private static String hash(String token) {
        return DigestUtils.sha256Hex(token);
    }
}

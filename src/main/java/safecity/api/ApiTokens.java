package safecity.api;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.identity.Person;

/** The tokens. Only their hash is kept; a token has 256 random bits, so that a plain hash is enough. */
@Repository
class ApiTokens {

    private static final String PREFIX = "sc_";
    private static final int BYTES = 32;
    private static final int HINT = 4;
    private static final int LONGEST_TOKEN = 100;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private final int requests;
    private final Map<Long, LocalDate> toldOn = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    ApiTokens(JdbcClient jdbc, AuditTrail audit, Clock clock, @Value("${safecity.api-requests}") int requests) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.requests = requests;
    }

    List<ApiToken> all() {
        return jdbc.sql("""
                select t.id, t.name, t.hint, t.scopes, a.display_name as created_by, t.created_at, t.last_used_at,
                       r.display_name as revoked_by, t.revoked_at
                  from safecity.api_token t
                  join safecity.account a on a.login = t.created_by
                  left join safecity.account r on r.login = t.revoked_by
                 order by t.revoked_at is not null, t.name, t.id""").query(ApiTokens::token).list();
    }

    /**
     * Makes a token and returns it, the only time that it can be read.
     *
     * @throws Refused if a token that is good has the name
     */
    @Transactional
    public String create(String name, Set<Scope> scopes, Person by) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            jdbc.sql("""
                    insert into safecity.api_token (name, sha256, hint, scopes, created_by, created_at)
                    values (:name, :hash, :hint, :scopes, :by, :now)""")
                    .param("name", name)
                    .param("hash", DigestUtils.sha256Hex(token))
                    .param("hint", token.substring(token.length() - HINT))
                    .param("scopes", scopes.stream().map(Scope::key).toArray(String[]::new))
                    .param("by", by.login())
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Refused("已有叫“%s”的令牌在用，请换一个名称，或先吊销它".formatted(name));
        }
        audit.record(
                by,
                "发放接口令牌",
                name,
                "权限范围：" + scopes.stream().map(Scope::key).sorted().collect(Collectors.joining("、")));
        return token;
    }

    /** Revokes a token at once, for good; returns whether it was good until now. */
    @Transactional
    public boolean revoke(long id, Person by) {
        Optional<String> name = jdbc.sql("""
                        update safecity.api_token set revoked_by = :by, revoked_at = :now
                         where id = :id and revoked_at is null
                        returning name""")
                .param("id", id)
                .param("by", by.login())
                .param("now", now())
                .query(String.class)
                .optional();
        name.ifPresent(known -> audit.record(by, "吊销接口令牌", known, ""));
        return name.isPresent();
    }

    /** Returns whose token it is; empty if there is none such or it was revoked. */
    Optional<ApiClient> find(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return jdbc.sql("select id, name, scopes from safecity.api_token where sha256 = :hash and revoked_at is null")
                .param("hash", DigestUtils.sha256Hex(token))
                .query((row, index) ->
                        new ApiClient(row.getLong("id"), row.getString("name"), EnumSet.copyOf(scopes(row))))
                .optional();
    }

    /** Counts a request, on whichever node; returns 0 if it may be answered, else after how many seconds the next one may. */
    long secondsToWait(long id) {
        int counted = jdbc.sql("""
                update safecity.api_token
                   set last_used_at = :now,
                       requests = case when minute_began > :minuteAgo then requests + 1 else 1 end,
                       minute_began = case when minute_began > :minuteAgo then minute_began else :now end
                 where id = :id and (minute_began is null or minute_began <= :minuteAgo or requests < :most)""")
                .param("id", id)
                .param("now", now())
                .param("minuteAgo", now().minus(WINDOW))
                .param("most", requests)
                .update();
        if (counted == 1) {
            return 0;
        }
        Instant began = jdbc.sql("select minute_began from safecity.api_token where id = :id")
                .param("id", id)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
        return Math.max(1, Duration.between(clock.instant(), began.plus(WINDOW)).toSeconds() + 1);
    }

    /** Tells the trail of the first request of a token and day. */
    @Transactional
    public void noteUse(ApiClient client) {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(toldOn.get(client.token()))) {
            return;
        }
        int rows =
                jdbc.sql("""
                        update safecity.api_token set told_on = :today
                         where id = :id and told_on is distinct from :today""").param("today", today).param("id", client.token()).update();
        if (rows == 1) {
            audit.record(client.reader(), "读取数据接口", client.name(), "当日第一次");
        }
        toldOn.put(client.token(), today);
    }

    private static ApiToken token(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp used = row.getTimestamp("last_used_at");
        @Nullable Timestamp revoked = row.getTimestamp("revoked_at");
        @Nullable String revokedBy = row.getString("revoked_by");
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                row.getString("hint"),
                scopes(row),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant(),
                revokedBy,
                revoked == null ? null : revoked.toInstant());
    }

    private static List<Scope> scopes(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scopes").getArray())
                .flatMap(key -> Scope.of(key).stream())
                .toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

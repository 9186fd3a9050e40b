package safecity.board;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.identity.Person;

/**
 * 大屏链接. Only the hash of a secret of 256 random bits is kept. A link shows the board until its days are over, it is revoked, or the account of who
 * made it is closed.
 */
@Repository
class DisplayLinks {

    private static final int BYTES = 32;
    private static final int HINT = 4;
    private static final int LONGEST_TOKEN = 60;

    private static final String OPEN = "d.revoked_at is null and d.expires_at > :now and a.enabled";

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private final int days;
    private final SecureRandom random = new SecureRandom();

    DisplayLinks(JdbcClient jdbc, AuditTrail audit, Clock clock, @Value("${safecity.display-days}") int days) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.days = days;
    }

    /** What a link shows: its name, and the row of the list; 0 for all items. */
    record Shown(String name, long list) {}

    /** For how many days a link is good. */
    int days() {
        return days;
    }

    /** Returns all links, those that are open first. */
    List<DisplayLink> all() {
        return jdbc.sql("""
                select d.id, d.name, coalesce(l.title, '全区') as scope, d.hint, a.display_name as created_by, d.created_at, d.expires_at,
                       d.last_used_at, %s as open,
                       case when d.revoked_at is not null then '已撤销' when not a.enabled then '发放人账号已停用'
                            when d.expires_at <= :now then '已到期' else '在用' end as state
                  from safecity.display_link d
                  join safecity.account a on a.login = d.created_by
                  left join safecity.problem_list l on l.id = d.list_id
                 order by 9 desc, d.id desc""".formatted(OPEN))
                .param("now", now())
                .query(DisplayLinks::link)
                .list();
    }

    /** Makes a link and returns its secret, the only time that it can be read. */
    @Transactional
    public String create(String name, Scopes.Scope scope, Person by) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into safecity.display_link (name, list_id, sha256, hint, created_by, created_at, expires_at)
                values (:name, :list, :hash, :hint, :by, :now, :expires)""")
                .param("name", name)
                .param("list", scope.list() == 0 ? null : scope.list())
                .param("hash", DigestUtils.sha256Hex(token))
                .param("hint", token.substring(token.length() - HINT))
                .param("by", by.login())
                .param("now", now())
                .param("expires", now().plusDays(days))
                .update();
        audit.record(by, "生成大屏链接", name, "范围：%s；%d 天内有效".formatted(scope.label(), days));
        return token;
    }

    /** Revokes a link at once, for good; returns whether it was not revoked until now. */
    @Transactional
    public boolean revoke(long id, Person by) {
        Optional<String> name = jdbc.sql("""
                        update safecity.display_link set revoked_by = :by, revoked_at = :now
                         where id = :id and revoked_at is null
                        returning name""")
                .param("id", id)
                .param("by", by.login())
                .param("now", now())
                .query(String.class)
                .optional();
        name.ifPresent(known -> audit.record(by, "撤销大屏链接", known, ""));
        return name.isPresent();
    }

    /** Returns what the link of a secret shows, and notes that it was opened; empty if there is none, or if it is not open any more. */
    Optional<Shown> open(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return jdbc.sql("""
                update safecity.display_link d set last_used_at = :now
                  from safecity.account a
                 where d.sha256 = :hash and a.login = d.created_by and %s
                returning d.name, coalesce(d.list_id, 0) as list""".formatted(OPEN))
                .param("hash", DigestUtils.sha256Hex(token))
                .param("now", now())
                .query(Shown.class)
                .optional();
    }

    private static DisplayLink link(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp used = row.getTimestamp("last_used_at");
        return new DisplayLink(
                row.getLong("id"),
                row.getString("name"),
                row.getString("scope"),
                row.getString("hint"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used == null ? null : used.toInstant(),
                row.getString("state"),
                row.getBoolean("open"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 会话: who is signed in, on all nodes. The web server of a node holds its sessions; whether they go on is decided here. A node asks at most once in
 * {@code safecity.session-check} for each session, and at once after a change that it made itself.
 */
@Repository
class Sessions {

    private static final int LONGEST_AGENT = 300;
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;
    private final Duration check;
    private final AtomicLong changes = new AtomicLong();

    Sessions(
            JdbcClient jdbc,
            Clock clock,
            @Value("${safecity.session-idle}") Duration idle,
            @Value("${safecity.session-longest}") Duration longest,
            @Value("${safecity.session-check}") Duration check) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
        this.check = check;
    }

    /**
     * A session that goes on.
     *
     * @param seenAt when its last request was noted, to {@code safecity.session-check}
     * @param agent  what the browser calls itself
     */
    record Session(UUID id, Instant begunAt, Instant seenAt, String address, String agent) {

        /** Browser and system in a few words. */
        public String device() {
            return Agents.inWords(agent);
        }
    }

    /** Notes that somebody signed in, here and on the account, which remembers it for longer. */
    UUID begin(String login, String address, String agent) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                with seen as (update safecity.account set last_seen_at = :now where login = :login)
                insert into safecity.session (id, login, begun_at, seen_at, address, agent)
                values (:id, :login, :now, :now, :address, :agent)""")
                .param("id", id)
                .param("login", login)
                .param("now", now())
                .param("address", address)
                .param("agent", agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent)
                .update();
        return id;
    }

    /** Notes that the session was used; false if it was ended, or has lasted for {@code safecity.session-longest}. */
    boolean goesOn(UUID id) {
        return jdbc.sql("""
                        update safecity.session set seen_at = :now
                         where id = :id and ended_at is null and begun_at > :earliest""")
                        .param("now", now())
                        .param("id", id)
                        .param("earliest", at(clock.instant().minus(longest)))
                        .update()
                == 1;
    }

    /** Whether what was asked of the database at a moment is too old to rely on. */
    boolean isStale(Instant asked, long changesThen) {
        Instant now = clock.instant();
        return changesThen != changes.get() || now.isBefore(asked) || !now.isBefore(asked.plus(check));
    }

    /** How many changes this node has made that open sessions must hear of. */
    long changes() {
        return changes.get();
    }

    /** Makes this node ask again for all of its sessions, as soon as the transaction that changes an account or a session is committed. */
    void changed() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            changes.incrementAndGet();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.incrementAndGet();
            }
        });
    }

    /** Returns the sessions of a person that go on, the latest first. */
    List<Session> of(String login) {
        return jdbc.sql("""
                        select id, begun_at, seen_at, address, agent
                          from safecity.session
                         where login = :login and ended_at is null and seen_at > :alive and begun_at > :earliest
                         order by begun_at desc""")
                .param("login", login)
                .param("alive", at(clock.instant().minus(idle).minus(check)))
                .param("earliest", at(clock.instant().minus(longest)))
                .query(Sessions::session)
                .list();
    }

    /** Ends a session of a person; false if there is no such session, or it is over. */
    boolean end(UUID id, String login) {
        boolean ended = jdbc.sql("""
                        update safecity.session set ended_at = :now
                         where id = :id and login = :login and ended_at is null""")
                        .param("now", now())
                        .param("id", id)
                        .param("login", login)
                        .update()
                == 1;
        changed();
        return ended;
    }

    /** Notes that the web server has let a session go. */
    void over(UUID id) {
        jdbc.sql("update safecity.session set ended_at = :now where id = :id and ended_at is null")
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Ends all sessions of a person but one; returns how many. */
    int endOthers(String login, UUID kept) {
        int ended = jdbc.sql("""
                        update safecity.session set ended_at = :now
                         where login = :login and id <> :kept and ended_at is null""")
                .param("now", now())
                .param("login", login)
                .param("kept", kept)
                .update();
        changed();
        return ended;
    }

    /** Ends all sessions of a person; returns how many. */
    int endAll(String login) {
        return endOthers(login, new UUID(0, 0));
    }

    /** Forgets sessions that nobody has used for a month. */
    int forgetOld() {
        return jdbc.sql("delete from safecity.session where seen_at < :before")
                .param("before", at(clock.instant().minus(KEPT)))
                .update();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Session session(ResultSet row, int index) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getString("address"),
                row.getString("agent"));
    }
}

package safecity.webhook;

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
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.api.EventFeed;
import safecity.api.EventFeed.Place;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.webhook.Webhook.State;

/** The endpoints. A new one is off until it is switched on, and takes what happens from then on that it was added. */
@Repository
class Webhooks {

    private static final int SECRET_BYTES = 32;

    private static final String SELECT = """
            select w.id, w.name, w.url, w.secret, w.kinds, w.state, w.after_transaction, w.after_id, w.attempts, w.next_try_at, w.last_error,
                   w.last_sent_at, a.display_name as changed_by, w.changed_at,
                   exists (select 1 from safecity.item_event e
                            where (e.transaction_no, e.id) > (w.after_transaction, w.after_id)) as waiting
              from safecity.webhook w
              join safecity.account a on a.login = w.changed_by
            """;

    private final JdbcClient jdbc;
    private final EventFeed feed;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(JdbcClient jdbc, EventFeed feed, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    List<Webhook> all() {
        return jdbc.sql(SELECT + "where w.state <> 'REMOVED' order by w.name")
                .query(Webhooks::webhook)
                .list();
    }

    Optional<Webhook> find(long id) {
        return jdbc.sql(SELECT + "where w.id = :id and w.state <> 'REMOVED'")
                .param("id", id)
                .query(Webhooks::webhook)
                .optional();
    }

    /**
     * Adds an endpoint and returns its secret, the only time that it can be read.
     *
     * @throws Refused if another one has the name
     */
    @Transactional
    public String add(String name, String url, List<String> kinds, Person by) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Place end = feed.end();
        try {
            jdbc.sql("""
                    insert into safecity.webhook
                           (name, url, secret, kinds, state, after_transaction, after_id, next_try_at, changed_by, changed_at)
                    values (:name, :url, :secret, :kinds, 'OFF', :transaction, :event, :now, :by, :now)""")
                    .param("name", name)
                    .param("url", url)
                    .param("secret", secret)
                    .param("kinds", kinds.toArray(String[]::new))
                    .param("transaction", end.transaction())
                    .param("event", end.id())
                    .param("by", by.login())
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Refused("已有叫“%s”的接收端，请换一个名称".formatted(name));
        }
        audit.record(by, "添加接收端", name, "%s；事件：%s".formatted(url, String.join("、", kinds)));
        return secret;
    }

    /** Switches an endpoint; one that is switched on begins where it stopped, so that nothing is lost in between. */
    @Transactional
    public void turn(long id, State to, Person by) {
        jdbc.sql("""
                update safecity.webhook
                   set state = :to, changed_by = :by, changed_at = :now, next_try_at = :now,
                       attempts = case when :to = 'ON' then 0 else attempts end
                 where id = :id and state <> 'REMOVED'
                returning name""")
                .param("id", id)
                .param("to", to.name())
                .param("by", by.login())
                .param("now", now())
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.record(by, to == State.REMOVED ? "删除接收端" : "切换接收端", name, to.label()));
    }

    /** Returns the endpoints that may be posted to now. */
    List<Long> due() {
        return jdbc.sql("select id from safecity.webhook where state = 'ON' and next_try_at <= :now order by id")
                .param("now", now())
                .query(Long.class)
                .list();
    }

    /** Holds an endpoint until the transaction ends; empty if another node holds it or it is not due any more. */
    Optional<Webhook> hold(long id) {
        Optional<Long> held = jdbc.sql("""
                select id from safecity.webhook where id = :id and state = 'ON' and next_try_at <= :now for update skip locked""")
                .param("id", id)
                .param("now", now())
                .query(Long.class)
                .optional();
        return held.flatMap(this::find);
    }

    /** Notes that everything up to a place was taken or passed over. */
    void taken(long id, Place place, boolean posted) {
        jdbc.sql("""
                update safecity.webhook
                   set after_transaction = :transaction, after_id = :event, attempts = 0, last_error = null,
                       last_sent_at = case when :posted then :now else last_sent_at end
                 where id = :id""")
                .param("id", id)
                .param("transaction", place.transaction())
                .param("event", place.id())
                .param("posted", posted)
                .param("now", now())
                .update();
    }

    /** Notes a failure, and when to try again; an endpoint that is given up waits for an administrator. */
    void failed(long id, String error, OffsetDateTime next, boolean givenUp) {
        jdbc.sql("""
                update safecity.webhook
                   set attempts = attempts + 1, last_error = :error, next_try_at = :next,
                       state = case when :givenUp then 'GIVEN_UP' else state end
                 where id = :id""")
                .param("id", id)
                .param("error", error)
                .param("next", next)
                .param("givenUp", givenUp)
                .update();
    }

    private static Webhook webhook(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp sent = row.getTimestamp("last_sent_at");
        @Nullable String error = row.getString("last_error");
        return new Webhook(
                row.getLong("id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("secret"),
                List.of((String[]) row.getArray("kinds").getArray()),
                State.valueOf(row.getString("state")),
                new Place(row.getLong("after_transaction"), row.getLong("after_id")),
                row.getInt("attempts"),
                row.getTimestamp("next_try_at").toInstant(),
                error,
                sent == null ? null : sent.toInstant(),
                row.getBoolean("waiting"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

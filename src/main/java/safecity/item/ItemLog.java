package safecity.item;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.StandIns;

/** 时间线: what happened to an item; append-only, each entry sealed with the hash of the one before. Every entry goes into the audit trail as well. */
@Repository
public class ItemLog {

    /** The name under which the system itself acts. */
    public static final String SYSTEM = "系统";

    private final JdbcClient jdbc;
    private final People people;
    private final StandIns standIns;
    private final AuditTrail audit;
    private final Clock clock;

    ItemLog(JdbcClient jdbc, People people, StandIns standIns, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.standIns = standIns;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One entry.
     *
     * @param seq       1 for the first
     * @param at        when
     * @param actorName Chinese name of who did it, or 系统
     * @param unitName  short name of that person's unit; empty for the system
     * @param role      what that person was then, in Chinese; empty for the system and for entries from before roles were noted
     * @param act       what was done, two to six characters
     * @param detail    in a sentence; may be empty
     */
    public record Entry(
            int seq, Instant at, String actorName, String unitName, String role, String act, String detail) {}

    /**
     * Appends an entry; concurrent appends to one item wait for each other, but not for whoever only refers to the item: those would wait for this
     * one in turn.
     *
     * @param actor login of who did it; null if the system did
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(long itemId, @Nullable String actor, String act, String detail) {
        append(itemId, actor, act, detail, null, false);
    }

    /** Appends an entry about a document, which units read once the document is served; see {@link #append(long, String, String, String)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void appendOfDocument(long itemId, @Nullable String actor, String act, String detail, long document) {
        append(itemId, actor, act, detail, document, false);
    }

    /** Appends an entry that no unit ever reads; see {@link #append(long, String, String, String)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void appendConfidential(long itemId, @Nullable String actor, String act, String detail) {
        append(itemId, actor, act, detail, null, true);
    }

    private void append(
            long itemId, @Nullable String actor, String act, String detail, @Nullable Long document, boolean secret) {
        String number = jdbc.sql("select number from safecity.item where id = :id for no key update")
                .param("id", itemId)
                .query(String.class)
                .single();
        record Last(int seq, String hash) {}
        Last last =
                jdbc.sql("""
                        select seq, hash from safecity.item_event where item_id = :id order by seq desc limit 1""").param("id", itemId).query(Last.class).optional().orElse(new Last(0, ""));
        @Nullable Person person = actor == null ? null : people.require(actor);
        String name = person == null ? SYSTEM : nameOf(person, number);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String sealed = String.join(
                "\u001f",
                last.hash(),
                Long.toString(itemId),
                Integer.toString(last.seq() + 1),
                at.toString(),
                name,
                act,
                detail);
        jdbc.sql("""
                insert into safecity.item_event
                       (item_id, seq, at, actor, actor_name, unit, act, detail, previous_hash, hash, actor_role, document, confidential)
                values (:id, :seq, :at, :actor, :name, :unit, :act, :detail, :previous, :hash, :role, :document, :confidential)""")
                .param("id", itemId)
                .param("seq", last.seq() + 1)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("name", name)
                .param("unit", person == null ? null : person.unit())
                .param("act", act)
                .param("detail", detail)
                .param("previous", last.hash())
                .param("hash", DigestUtils.sha256Hex(sealed))
                .param("role", person == null ? "" : person.roleNames())
                .param("document", document)
                .param("confidential", secret)
                .update();
        audit.record(person, act, number, detail);
    }

    /** A deputy acts under both names: 乙（代甲）. */
    private String nameOf(Person person, String number) {
        return standIns.representedIn(number, person.login())
                .map(represented -> "%s（代%s）".formatted(person.displayName(), represented))
                .orElse(person.displayName());
    }

    /**
     * Condition on alias {@code e}: units read nothing of a document before it is served, and nothing of a check by name before it was made; experts make
     * it. Parameters from {@link Items#visibilityOf}.
     */
    private static final String READABLE = """
            (:seesEverything
             or not e.confidential
                and (e.document is null
                     or exists (select 1 from safecity.document d where d.id = e.document and d.served_at is not null))
                and (e.act <> '点名抽查' or :viewerIsExpert
                     or exists (select 1 from safecity.spot_check c where c.item_id = e.item_id and c.checked_at >= e.at)))
            """;

    /** Returns all entries of an item, whoever may read them, the latest first. */
    public List<Entry> of(long itemId) {
        return of(itemId, "true", Map.of());
    }

    /** Returns the entries of an item that a viewer of the item may read, the latest first. */
    public List<Entry> of(long itemId, Person viewer) {
        return of(itemId, READABLE, Items.visibilityOf(viewer));
    }

    private List<Entry> of(long itemId, String condition, Map<String, Object> parameters) {
        return jdbc.sql("""
                select e.seq, e.at, e.actor_name, coalesce(u.short_name, '') as unit_name, e.actor_role, e.act, e.detail
                  from safecity.item_event e
                  left join safecity.unit u on u.code = e.unit
                 where e.item_id = :id and %s
                 order by e.seq desc""".formatted(condition))
                .param("id", itemId)
                .params(parameters)
                .query((row, index) -> new Entry(
                        row.getInt("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor_name"),
                        row.getString("unit_name"),
                        row.getString("actor_role"),
                        row.getString("act"),
                        row.getString("detail")))
                .list();
    }
}

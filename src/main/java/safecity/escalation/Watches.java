package safecity.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the watch over each item waits for, and the rungs behind it. */
@Repository
class Watches {

    /** Condition on item {@code i}: its listing stands, from the day when it was listed on until it is lifted. */
    private static final String LISTED = """
            exists (select 1 from safecity.listing l
                     where l.item_id = i.id and l.listed_at is not null
                       and l.state not in ('DELISTED', 'REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED'))""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Watches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The rung that a watch waits for.
     *
     * @param firesAt when it is told
     * @param taskId  the open task that it is about; null if it is about the item itself
     */
    record Next(
            String code,
            String act,
            Instant firesAt,
            @Nullable String taskId) {}

    /**
     * What a watch waits for.
     *
     * @param deadline approved deadline that it was counted from
     * @param next     null if none is left
     */
    record Watch(LocalDate deadline, @Nullable Next next) {}

    /**
     * A watch over an open item whose clock runs.
     *
     * @param listed whether its listing (挂牌督办) stands
     * @param since  when the item was dispatched
     * @param behind codes of the rungs that are behind it for its deadline
     */
    record Running(long itemId, String number, boolean listed, Instant since, Watch watch, Set<String> behind) {}

    /** A document that a rung called for and that is still to be drafted. */
    record DueDocument(LocalDate deadline, String rung, String kind, String to) {}

    /** Makes whoever else works on the watch of the item wait until this transaction ends; in one order with those who change the item. */
    void lock(long itemId) {
        jdbc.sql("select id from safecity.item where id = :item for no key update")
                .param("item", itemId)
                .query(Long.class)
                .single();
    }

    Optional<Watch> find(long itemId) {
        return jdbc.sql("select deadline, rung, act, fires_at, task_id from safecity.escalation where item_id = :item")
                .param("item", itemId)
                .query(Watches::watch)
                .optional();
    }

    /** Returns all watches over open items whose clock runs, by the number of the item. */
    List<Running> running() {
        return jdbc.sql("""
                select e.item_id, i.number, %s as listed, i.created_at, e.deadline, e.rung, e.act, e.fires_at, e.task_id,
                       array(select r.rung from safecity.escalation_rung r
                              where r.item_id = e.item_id and r.deadline = e.deadline) as behind
                  from safecity.escalation e
                  join safecity.item i on i.id = e.item_id
                 where i.status <> 'CLOSED' and i.paused_on is null
                 order by i.number""".formatted(LISTED))
                .query((row, index) -> new Running(
                        row.getLong("item_id"),
                        row.getString("number"),
                        row.getBoolean("listed"),
                        row.getTimestamp("created_at").toInstant(),
                        watch(row, index),
                        Set.of((String[]) row.getArray("behind").getArray())))
                .list();
    }

    void keep(long itemId, Watch watch) {
        @Nullable Next next = watch.next();
        jdbc.sql("""
                insert into safecity.escalation (item_id, deadline, rung, act, fires_at, task_id, changed_at)
                values (:item, :deadline, :rung, :act, :firesAt, :task, :now)
                on conflict (item_id) do update
                   set deadline = excluded.deadline, rung = excluded.rung, act = excluded.act, fires_at = excluded.fires_at,
                       task_id = excluded.task_id, changed_at = excluded.changed_at""")
                .param("item", itemId)
                .param("deadline", watch.deadline())
                .param("rung", next == null ? null : next.code())
                .param("act", next == null ? null : next.act())
                .param("firesAt", next == null ? null : next.firesAt().atOffset(ZoneOffset.UTC))
                .param("task", next == null ? null : next.taskId())
                .param("now", now())
                .update();
    }

    /** Whether the listing of the item (挂牌督办) stands, which then sends the documents. */
    boolean listed(long itemId) {
        return jdbc.sql("select %s from safecity.item i where i.id = :item".formatted(LISTED))
                .param("item", itemId)
                .query(Boolean.class)
                .single();
    }

    /** Returns the codes of the rungs that are behind the item for a deadline. */
    Set<String> behind(long itemId, LocalDate deadline) {
        return jdbc.sql("select rung from safecity.escalation_rung where item_id = :item and deadline = :deadline")
                .param("item", itemId)
                .param("deadline", deadline)
                .query(String.class)
                .set();
    }

    /**
     * Puts a rung behind the item because it is told.
     *
     * @return false if it was behind it already
     */
    boolean tell(long itemId, LocalDate deadline, Rung rung) {
        return leaveBehind(itemId, deadline, rung, "SENT", rung.document(), rung.documentTo());
    }

    /** Puts a rung behind the item that it passed before anybody could be told; no document is made of it. */
    void pass(long itemId, LocalDate deadline, Rung rung) {
        leaveBehind(itemId, deadline, rung, "PASSED", null, null);
    }

    private boolean leaveBehind(
            long itemId,
            LocalDate deadline,
            Rung rung,
            String outcome,
            @Nullable String document,
            @Nullable String to) {
        return jdbc.sql("""
                        insert into safecity.escalation_rung (item_id, deadline, rung, outcome, at, document, document_to)
                        values (:item, :deadline, :rung, :outcome, :now, :document, :to)
                        on conflict do nothing""")
                        .param("item", itemId)
                        .param("deadline", deadline)
                        .param("rung", rung.code())
                        .param("outcome", outcome)
                        .param("document", document)
                        .param("to", to)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Returns the document that a rung of the item called for and that was not drafted yet. */
    Optional<DueDocument> dueDocument(long itemId) {
        return jdbc.sql("""
                select deadline, rung, document, document_to from safecity.escalation_rung
                 where item_id = :item and document is not null and slip_id is null
                 order by at desc limit 1""")
                .param("item", itemId)
                .query((row, index) -> new DueDocument(
                        row.getObject("deadline", LocalDate.class),
                        row.getString("rung"),
                        row.getString("document"),
                        row.getString("document_to")))
                .optional();
    }

    void drafted(long itemId, DueDocument document, long slipId) {
        jdbc.sql("""
                update safecity.escalation_rung set slip_id = :slip
                 where item_id = :item and deadline = :deadline and rung = :rung and slip_id is null""")
                .param("slip", slipId)
                .param("item", itemId)
                .param("deadline", document.deadline())
                .param("rung", document.rung())
                .update();
    }

    private static Watch watch(ResultSet row, int index) throws SQLException {
        @Nullable String rung = row.getString("rung");
        @Nullable String task = row.getString("task_id");
        @Nullable Timestamp firesAt = row.getTimestamp("fires_at");
        @Nullable
        Next next = rung == null || firesAt == null
                ? null
                : new Next(rung, row.getString("act"), firesAt.toInstant(), task);
        return new Watch(row.getObject("deadline", LocalDate.class), next);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

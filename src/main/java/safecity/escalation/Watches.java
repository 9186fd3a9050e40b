package safecity.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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

    private final JdbcClient jdbc;
    private final Clock clock;

    Watches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a watch waits for.
     *
     * @param deadline approved deadline that it was counted from
     * @param next     the rung; null if none is left
     */
    record Watch(LocalDate deadline, @Nullable Rung next) {}

    Optional<Watch> find(long itemId) {
        return jdbc.sql("""
                select deadline, rung, act, kind, recipients, fires_at from safecity.escalation where item_id = :item""").param("item", itemId).query(Watches::watch).optional();
    }

    /** A watch over an open item, with the codes of the rungs that are behind it for its deadline. */
    record Watched(long itemId, String number, Watch watch, Set<String> behind) {}

    /** Returns all watches that wait for a rung, by the number of the item. */
    List<Watched> waiting() {
        return jdbc.sql("""
                select e.item_id, i.number, e.deadline, e.rung, e.act, e.kind, e.recipients, e.fires_at,
                       array(select r.rung from safecity.escalation_rung r
                              where r.item_id = e.item_id and r.deadline = e.deadline) as behind
                  from safecity.escalation e
                  join safecity.item i on i.id = e.item_id
                 where e.rung is not null and i.status <> 'CLOSED'
                 order by i.number""")
                .query((row, index) -> new Watched(
                        row.getLong("item_id"), row.getString("number"), watch(row, index), Set.of((String[])
                                row.getArray("behind").getArray())))
                .list();
    }

    void keep(long itemId, Watch watch) {
        @Nullable Rung next = watch.next();
        jdbc.sql("""
                insert into safecity.escalation
                       (item_id, deadline, rung, act, kind, recipients, fires_at, changed_at)
                values (:item, :deadline, :rung, :act, :kind, :recipients, :firesAt, :now)
                on conflict (item_id) do update
                   set deadline = excluded.deadline, rung = excluded.rung, act = excluded.act, kind = excluded.kind,
                       recipients = excluded.recipients, fires_at = excluded.fires_at, changed_at = excluded.changed_at""")
                .param("item", itemId)
                .param("deadline", watch.deadline())
                .param("rung", next == null ? null : next.code())
                .param("act", next == null ? null : next.act())
                .param("kind", next == null ? null : next.kind())
                .param("recipients", next == null ? null : next.recipients())
                .param("firesAt", next == null ? null : next.firesAt().atOffset(ZoneOffset.UTC))
                .param("now", now())
                .update();
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
     * Puts a rung behind the item.
     *
     * @param sent whether its notice was sent; false if the item had passed it before anybody could be told
     * @return false if it was behind it already
     */
    boolean leaveBehind(long itemId, LocalDate deadline, Rung rung, boolean sent) {
        return jdbc.sql("""
                        insert into safecity.escalation_rung (item_id, deadline, rung, outcome, at)
                        values (:item, :deadline, :rung, :outcome, :now)
                        on conflict do nothing""")
                        .param("item", itemId)
                        .param("deadline", deadline)
                        .param("rung", rung.code())
                        .param("outcome", sent ? "SENT" : "PASSED")
                        .param("now", now())
                        .update()
                == 1;
    }

    private static Watch watch(ResultSet row, int index) throws SQLException {
        @Nullable String rung = row.getString("rung");
        @Nullable
        Rung next = rung == null
                ? null
                : new Rung(
                        rung,
                        row.getString("act"),
                        row.getString("kind"),
                        row.getString("recipients"),
                        row.getTimestamp("fires_at").toInstant());
        return new Watch(row.getObject("deadline", LocalDate.class), next);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

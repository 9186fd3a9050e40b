package safecity.extension;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;
import safecity.extension.Extension.State;

/** The requests for more time. Every change runs in the caller's transaction and states what it expects to find. */
@Repository
class Extensions {

    private static final String SELECT = """
            select id, item_id, state, unit, started_by, asked_days, reason, control_measures, asked_by, asked_at, supported, opinion,
                   granted_days, decision, decided_by
              from safecity.extension
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Extensions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Extension find(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(Extensions::read)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No extension " + id));
    }

    /** Returns the request of an item that is neither decided nor given up. */
    Optional<Extension> open(long itemId) {
        return jdbc.sql(SELECT + "where item_id = :item and ended_at is null")
                .param("item", itemId)
                .query(Extensions::read)
                .optional();
    }

    /**
     * What the listing of an item says about more time.
     *
     * @param lastDay last day on which it may be asked for
     * @param level   {@code DISTRICT} or {@code CITY}
     */
    record Listed(LocalDate lastDay, String level) {}

    /** Returns what the listing of an item says; empty if it is not listed. */
    Optional<Listed> listed(long itemId) {
        return jdbc.sql("select last_day, level from safecity.listing_extension where item_id = :item")
                .param("item", itemId)
                .query(Listed.class)
                .optional();
    }

    /** How often an item was given more time, and how much in all. */
    record Granted(int times, int workingDays) {}

    Granted granted(long itemId) {
        return jdbc.sql("""
                select count(*) as times, coalesce(sum(granted_days), 0) as working_days
                  from safecity.extension where item_id = :item and state = 'GRANTED'""").param("item", itemId).query(Granted.class).single();
    }

    /** Begins a request; empty if the item has an open one, which somebody else may have begun at this very moment. */
    Optional<Long> begin(long itemId, String unit, String by) {
        return jdbc.sql("""
                insert into safecity.extension (item_id, state, unit, started_by, started_at)
                values (:item, 'DRAFT', :unit, :by, :now)
                on conflict (item_id) where ended_at is null do nothing
                returning id""")
                .param("item", itemId)
                .param("unit", unit)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    void ask(long id, int days, String reason, String controlMeasures, String by) {
        expectOne(jdbc.sql("""
                update safecity.extension
                   set state = 'ASKED', asked_days = :days, reason = :reason, control_measures = :control, asked_by = :by,
                       asked_at = :now
                 where id = :id and state = 'DRAFT'""")
                .param("id", id)
                .param("days", days)
                .param("reason", reason)
                .param("control", controlMeasures)
                .param("by", by)
                .param("now", now())
                .update());
    }

    void giveOpinion(long id, boolean supported, String opinion, String by, String unit) {
        expectOne(jdbc.sql("""
                update safecity.extension
                   set supported = :supported, opinion = :opinion, opinion_by = :by, opinion_unit = :unit, opinion_at = :now
                 where id = :id and state = 'ASKED' and supported is null""")
                .param("id", id)
                .param("supported", supported)
                .param("opinion", opinion)
                .param("by", by)
                .param("unit", unit)
                .param("now", now())
                .update());
    }

    /** Notes the decision, which the model then carries out; {@code days} is null for a refusal. */
    void decide(long id, @Nullable Integer days, String decision, String by, String unit) {
        expectOne(jdbc.sql("""
                update safecity.extension
                   set granted = :granted, granted_days = :days, decision = :decision, decided_by = :by, deciding_unit = :unit,
                       decided_at = :now
                 where id = :id and state = 'ASKED' and granted is null""")
                .param("id", id)
                .param("granted", days != null)
                .param("days", days)
                .param("decision", decision)
                .param("unit", unit)
                .param("by", by)
                .param("now", now())
                .update());
    }

    void end(long id, State from, State to) {
        expectOne(jdbc.sql("""
                update safecity.extension set state = :to, ended_at = :now where id = :id and state = :from""")
                .param("id", id)
                .param("from", from.name())
                .param("to", to.name())
                .param("now", now())
                .update());
    }

    private static void expectOne(int rows) {
        if (rows != 1) {
            throw new Refused("该延期申请刚刚已由他人办理，本次操作没有生效，请刷新任务列表");
        }
    }

    /**
     * A request as the page of its item tells it; people and units by their Chinese names.
     *
     * @param startedBy      who pressed the button
     * @param askedBy        who handed it in; empty until then
     * @param supervisedBy   unit that gave its opinion; empty where none was given
     * @param decidedBy      who decided; empty until then
     */
    record Entry(
            State state,
            String unit,
            String startedBy,
            Instant startedAt,
            int askedDays,
            String reason,
            String controlMeasures,
            String askedBy,
            @Nullable Instant askedAt,
            String supervisedBy,
            @Nullable Boolean supported,
            String opinion,
            int grantedDays,
            String decision,
            String decidedBy,
            @Nullable Instant decidedAt) {}

    /** Returns the requests of an item that were not given up, the latest first. */
    List<Entry> told(long itemId) {
        return jdbc.sql("""
                select e.state, u.short_name as unit, starter.display_name as started_by, e.started_at, coalesce(e.asked_days, 0) as asked_days,
                       coalesce(e.reason, '') as reason, coalesce(e.control_measures, '') as control_measures,
                       coalesce(asker.display_name, '') as asked_by, e.asked_at, coalesce(supervising.short_name, '') as supervised_by,
                       e.supported, coalesce(e.opinion, '') as opinion, coalesce(e.granted_days, 0) as granted_days,
                       coalesce(e.decision, '') as decision, coalesce(decider.display_name, '') as decided_by, e.decided_at
                  from safecity.extension e
                  join safecity.unit u on u.code = e.unit
                  join safecity.account starter on starter.login = e.started_by
                  left join safecity.account asker on asker.login = e.asked_by
                  left join safecity.unit supervising on supervising.code = e.opinion_unit
                  left join safecity.account decider on decider.login = e.decided_by
                 where e.item_id = :item and e.state <> 'ABANDONED'
                 order by e.id desc""")
                .param("item", itemId)
                .query((row, index) -> new Entry(
                        State.valueOf(row.getString("state")),
                        row.getString("unit"),
                        row.getString("started_by"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getInt("asked_days"),
                        row.getString("reason"),
                        row.getString("control_measures"),
                        row.getString("asked_by"),
                        instant(row, "asked_at"),
                        row.getString("supervised_by"),
                        row.getObject("supported", Boolean.class),
                        row.getString("opinion"),
                        row.getInt("granted_days"),
                        row.getString("decision"),
                        row.getString("decided_by"),
                        instant(row, "decided_at")))
                .list();
    }

    private static Extension read(ResultSet row, int index) throws SQLException {
        return new Extension(
                row.getLong("id"),
                row.getLong("item_id"),
                State.valueOf(row.getString("state")),
                row.getString("unit"),
                row.getString("started_by"),
                row.getObject("asked_days", Integer.class),
                row.getString("reason"),
                row.getString("control_measures"),
                row.getString("asked_by"),
                instant(row, "asked_at"),
                row.getObject("supported", Boolean.class),
                row.getString("opinion"),
                row.getObject("granted_days", Integer.class),
                row.getString("decision"),
                row.getString("decided_by"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

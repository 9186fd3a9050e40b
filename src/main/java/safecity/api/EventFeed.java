package safecity.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * All events of all items in an order in which none turns up behind a reader. Rows get their numbers before their transactions commit, so events are
 * ordered by transaction first, and those of transactions that began after the oldest one still under way are held back until it has ended.
 */
@Repository
public class EventFeed {

    /** Number of the oldest transaction that may still write; every event of an earlier one is there for good. */
    private static final String HORIZON = """
            (select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) + era.shift from safecity.event_era era)
            """;

    private final JdbcClient jdbc;

    EventFeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in the order: after an event, or between two. */
    public record Place(long transaction, long id) {}

    /** Returns the events after a place, the earliest first. */
    public List<Event> after(Place place, int limit) {
        return jdbc.sql("""
                select e.transaction_no, e.id, i.number, i.title, e.seq, e.act, e.unit, u.short_name, e.at
                  from safecity.item_event e
                  join safecity.item i on i.id = e.item_id
                  left join safecity.unit u on u.code = e.unit
                 where (e.transaction_no, e.id) > (:transaction, :id) and e.transaction_no <\s""" + HORIZON + """
                 order by e.transaction_no, e.id
                 limit :limit""")
                .param("transaction", place.transaction())
                .param("id", place.id())
                .param("limit", limit)
                .query(EventFeed::event)
                .list();
    }

    /** Returns the place before everything that is still to come. */
    public Place end() {
        return jdbc.sql("select" + HORIZON + " as horizon")
                .query((row, index) -> new Place(row.getLong("horizon"), 0))
                .single();
    }

    /**
     * After the database was restored into another server, transactions are numbered from the start again; lets their numbers follow the ones that are
     * there. On the server that wrote the events nothing is later than its own newest transaction, and nothing happens.
     */
    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    public void followEarlierEvents() {
        jdbc.sql("""
                update safecity.event_era era
                   set shift = last.no + 1 - cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
                  from (select coalesce(max(transaction_no), 0) as no from safecity.item_event) last
                 where last.no >= cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint) + era.shift""").update();
    }

    private static Event event(ResultSet row, int index) throws SQLException {
        @Nullable String unit = row.getString("unit");
        @Nullable String unitName = row.getString("short_name");
        return new Event(
                row.getLong("transaction_no"),
                row.getLong("id"),
                row.getString("number"),
                row.getString("title"),
                row.getInt("seq"),
                row.getString("act"),
                unit,
                unitName,
                row.getTimestamp("at").toInstant());
    }
}

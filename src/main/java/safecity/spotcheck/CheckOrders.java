package safecity.spotcheck;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The checks that were ordered by name; append-only. Every change runs in the caller's transaction. */
@Repository
class CheckOrders {

    private final JdbcClient jdbc;
    private final Clock clock;

    CheckOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Holds an item until the transaction ends: nobody else orders a check of it or moves it on meanwhile. */
    void hold(long itemId) {
        jdbc.sql("select id from safecity.item where id = :id for no key update")
                .param("id", itemId)
                .query(Long.class)
                .single();
    }

    void add(long itemId, int round, String reason, String by) {
        jdbc.sql("""
                insert into safecity.check_order (item_id, round, reason, ordered_by, ordered_at)
                values (:item, :round, :reason, :by, :now)""")
                .param("item", itemId)
                .param("round", round)
                .param("reason", reason)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns the order that waits for its check; empty if there is none, or if a check was made since. */
    Optional<CheckOrder> open(long itemId) {
        return jdbc.sql("""
                select o.reason, a.display_name as ordered_by
                  from safecity.check_order o
                  join safecity.account a on a.login = o.ordered_by
                 where o.item_id = :item
                   and not exists (select 1 from safecity.spot_check c where c.item_id = o.item_id and c.round >= o.round)""").param("item", itemId).query(CheckOrder.class).optional();
    }

    /** Whether a round was checked already. */
    boolean checked(long itemId, int round) {
        return jdbc.sql(
                        "select exists (select 1 from safecity.spot_check c where c.item_id = :item and c.round = :round)")
                .param("item", itemId)
                .param("round", round)
                .query(Boolean.class)
                .single();
    }
}

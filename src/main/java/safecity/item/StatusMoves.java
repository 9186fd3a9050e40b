package safecity.item;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 状态变化: from which status to which an item went, as {@link Items#move} notes it. */
@Repository
public class StatusMoves {

    private final JdbcClient jdbc;

    StatusMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One move.
     *
     * @param event number of the entry in the item's log that tells why: the first one after the move in its transaction, else the last one before;
     *              null if there is none
     */
    public record Move(
            Status from, Status to, Instant at, @Nullable Integer event) {}

    /** Returns an item's moves, the earliest first. */
    public List<Move> of(long itemId) {
        return jdbc.sql("""
                select m.from_status, m.to_status, m.at,
                       coalesce((select min(e.seq) from safecity.item_event e
                                  where e.item_id = m.item_id and e.transaction_no = m.transaction_no and e.id >= m.id),
                                (select max(e.seq) from safecity.item_event e
                                  where e.item_id = m.item_id and e.transaction_no = m.transaction_no and e.id < m.id)) as event
                  from safecity.item_move m
                 where m.item_id = :id
                 order by m.id""")
                .param("id", itemId)
                .query((row, index) -> new Move(
                        Status.valueOf(row.getString("from_status")),
                        Status.valueOf(row.getString("to_status")),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("event", Integer.class)))
                .list();
    }
}

package safecity.problem;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 退回派单: the wishes of units to hand an item back. */
@Repository
class HandingBacks {

    private final JdbcClient jdbc;
    private final Clock clock;

    HandingBacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the latest of an item. */
    Optional<HandingBack> latest(long itemId) {
        return jdbc.sql("""
                select from_unit, reason, agreed, opinion
                  from safecity.handing_back
                 where item_id = :id
                 order by seq desc
                 limit 1""").param("id", itemId).query(HandingBack.class).optional();
    }

    void ask(long itemId, String fromUnit, String reason, String askedBy) {
        jdbc.sql("""
                insert into safecity.handing_back (item_id, seq, from_unit, reason, asked_by, asked_at)
                select :id, coalesce(max(seq), 0) + 1, :unit, :reason, :by, :now
                  from safecity.handing_back
                 where item_id = :id""")
                .param("id", itemId)
                .param("unit", fromUnit)
                .param("reason", reason)
                .param("by", askedBy)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void decide(long itemId, boolean agreed, @Nullable String toUnit, String opinion, String decidedBy) {
        int rows = jdbc.sql("""
                update safecity.handing_back
                   set agreed = :agreed, to_unit = :unit, opinion = :opinion, decided_by = :by, decided_at = :now
                 where item_id = :id and agreed is null""")
                .param("id", itemId)
                .param("agreed", agreed)
                .param("unit", toUnit)
                .param("opinion", opinion)
                .param("by", decidedBy)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows != 1) {
            throw new IllegalStateException(
                    "Item %d has %d open wishes to be handed back, not 1".formatted(itemId, rows));
        }
    }
}

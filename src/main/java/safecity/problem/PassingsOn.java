package safecity.problem;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 转办: the items that the office passed on. Every change runs in the caller's transaction. */
@Repository
class PassingsOn {

    private final JdbcClient jdbc;
    private final Clock clock;

    PassingsOn(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Holds an item until the transaction ends: nobody else passes it on or signs for it meanwhile. */
    void hold(long itemId) {
        jdbc.sql("select id from safecity.item where id = :id for no key update")
                .param("id", itemId)
                .query(Long.class)
                .single();
    }

    /** Writes down what the office decided; the process carries it out. */
    void decide(long itemId, PassingOn decision) {
        jdbc.sql("""
                insert into safecity.passing_on (item_id, from_unit, to_unit, reason, decided_by, decided_at)
                values (:item, :from, :to, :reason, :by, :now)""")
                .param("item", itemId)
                .param("from", decision.fromUnit())
                .param("to", decision.toUnit())
                .param("reason", decision.reason())
                .param("by", decision.decidedBy())
                .param("now", now())
                .update();
    }

    /** Marks what was decided as carried out and returns it; there is exactly one. */
    PassingOn carryOut(long itemId) {
        return jdbc.sql("""
                update safecity.passing_on set done_at = :now where item_id = :id and done_at is null
                returning from_unit, to_unit, reason, decided_by""")
                .param("id", itemId)
                .param("now", now())
                .query(PassingOn.class)
                .single();
    }

    /** Returns the latest that was carried out. */
    Optional<PassingOn> latest(long itemId) {
        return jdbc.sql("""
                select from_unit, to_unit, reason, decided_by
                  from safecity.passing_on
                 where item_id = :id and done_at is not null
                 order by id desc
                 limit 1""").param("id", itemId).query(PassingOn.class).optional();
    }

    /** Whether the unit has asked for more time or for a pause, which is to be decided first. */
    boolean waitsForDecision(long itemId) {
        return jdbc.sql("""
                select exists (select 1 from safecity.extension where item_id = :id and ended_at is null)
                    or exists (select 1 from safecity.pause where item_id = :id and state in ('DRAFT', 'ASKED', 'RUNNING'))""").param("id", itemId).query(Boolean.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package safecity.rectification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Answer;

/** The plans of all items. */
@Repository
class Plans {

    private final JdbcClient jdbc;
    private final Clock clock;

    Plans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the item's newest plan. */
    Optional<Plan> latest(long itemId) {
        return jdbc.sql("""
                select version, goal, measures, person, finish_on, funds, contingency, submitted_by, accepted, reasons
                  from safecity.plan
                 where item_id = :id
                 order by version desc
                 limit 1""").param("id", itemId).query(Plan.class).optional();
    }

    /** Returns why the last plan was returned, or else why the item has to be planned anew; empty for a first plan. */
    String reasons(long itemId) {
        return latest(itemId)
                .filter(last -> Boolean.FALSE.equals(last.accepted()))
                .map(last -> Answer.text(last.reasons()))
                .orElseGet(() -> reasonsToPlanAnew(itemId));
    }

    /** Returns why the spot-check or the re-assessment sent the item into this round; empty if neither did. */
    private String reasonsToPlanAnew(long itemId) {
        return jdbc.sql("""
                select coalesce(
                         (select '抽查不合格：' || c.result from safecity.spot_check c
                           where c.item_id = i.id and c.round = i.round - 1 and not c.passed),
                         (select '复评未通过：' || r.opinion from safecity.reassessment r
                           where r.item_id = i.id and r.round = i.round - 1 and not r.effective),
                         '')
                  from safecity.item i
                 where i.id = :id""").param("id", itemId).query(String.class).single();
    }

    /** Whether the item's newest plan was accepted. */
    boolean accepted(long itemId) {
        return latest(itemId).map(plan -> Boolean.TRUE.equals(plan.accepted())).orElse(false);
    }

    /** Whether the item's newest plan was returned. */
    boolean returned(long itemId) {
        return latest(itemId).map(plan -> Boolean.FALSE.equals(plan.accepted())).orElse(false);
    }

    void add(long itemId, int round, Plan plan) {
        jdbc.sql("""
                insert into safecity.plan
                       (item_id, version, round, goal, measures, person, finish_on, funds, contingency, submitted_by, submitted_at)
                values (:id, :version, :round, :goal, :measures, :person, :finishOn, :funds, :contingency, :by, :now)""")
                .param("id", itemId)
                .param("version", plan.version())
                .param("round", round)
                .param("goal", plan.goal())
                .param("measures", plan.measures())
                .param("person", plan.person())
                .param("finishOn", plan.finishOn())
                .param("funds", plan.funds())
                .param("contingency", plan.contingency())
                .param("by", plan.submittedBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void review(long itemId, boolean accepted, String reasons, String reviewedBy) {
        int rows = jdbc.sql("""
                update safecity.plan
                   set accepted = :accepted, reasons = :reasons, reviewed_by = :by, reviewed_at = :now
                 where item_id = :id and accepted is null""")
                .param("id", itemId)
                .param("accepted", accepted)
                .param("reasons", reasons)
                .param("by", reviewedBy)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("Item %d has %d plans to review, not 1".formatted(itemId, rows));
        }
    }
}

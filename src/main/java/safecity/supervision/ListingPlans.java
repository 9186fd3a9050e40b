package safecity.supervision;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** The plans of the listings. */
@Repository
class ListingPlans {

    private final JdbcClient jdbc;
    private final Clock clock;

    ListingPlans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns a listing's plans, the newest first. */
    List<ListingPlan> of(long listingId) {
        return jdbc.sql("""
                select version, goal, responsibility, measures, funds, finish_on, contingency, filed_by, accepted, reasons
                  from safecity.listing_plan where listing_id = :id order by version desc""").param("id", listingId).query(ListingPlan.class).list();
    }

    Optional<ListingPlan> latest(long listingId) {
        return of(listingId).stream().findFirst();
    }

    void file(long listingId, ListingPlan plan) {
        jdbc.sql("""
                insert into safecity.listing_plan
                       (listing_id, version, goal, responsibility, measures, funds, finish_on, contingency, filed_by, filed_at)
                values (:id, :version, :goal, :responsibility, :measures, :funds, :finishOn, :contingency, :by, :now)""")
                .param("id", listingId)
                .param("version", plan.version())
                .param("goal", plan.goal())
                .param("responsibility", plan.responsibility())
                .param("measures", plan.measures())
                .param("funds", plan.funds())
                .param("finishOn", plan.finishOn())
                .param("contingency", plan.contingency())
                .param("by", plan.filedBy())
                .param("now", now())
                .update();
    }

    void review(long listingId, boolean accepted, String reasons, String by) {
        int rows = jdbc.sql("""
                update safecity.listing_plan
                   set accepted = :accepted, reasons = :reasons, reviewed_by = :by, reviewed_at = :now
                 where listing_id = :id and accepted is null and filed_by <> :by""")
                .param("id", listingId)
                .param("accepted", accepted)
                .param("reasons", reasons)
                .param("by", by)
                .param("now", now())
                .update();
        if (rows != 1) {
            throw new Refused("没有待审核的整改方案，或方案由您本人报送。请由创安办其他人员审核");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

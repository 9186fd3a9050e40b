package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** 拟挂牌: what was proposed, judged, advised and decided before a hazard was listed. */
@Repository
class Proposals {

    private final JdbcClient jdbc;
    private final Clock clock;

    Proposals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void propose(long id, String by, Proposal proposal) {
        require(jdbc.sql("""
                update safecity.listing
                   set level = :level, reason = :reason, measures = :measures, measured_on = :measuredOn,
                       measured_by = :measuredBy, deadline = :deadline, proposed_by = :by, proposed_at = :now, changed_at = :now
                 where id = :id and state = 'REPORTED'""")
                .param("id", id)
                .param("level", proposal.level().name())
                .param("reason", proposal.reason())
                .param(
                        "measures",
                        proposal.measures().stream().map(Measure::name).toArray(String[]::new))
                .param("measuredOn", proposal.measuredOn())
                .param("measuredBy", proposal.measuredBy())
                .param("deadline", proposal.deadline())
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    void judge(long id, String by, String judgement, String opinion) {
        require(jdbc.sql("""
                update safecity.listing set judgement = :judgement, judged_by = :by, judge_opinion = :opinion
                 where id = :id and state = 'REPORTED'""")
                .param("id", id)
                .param("judgement", judgement)
                .param("by", by)
                .param("opinion", opinion)
                .update());
    }

    void approve(long id, String by, String approval, String opinion, LocalDate deadline) {
        require(jdbc.sql("""
                update safecity.listing
                   set approval = :approval, approved_by = :by, approve_opinion = :opinion, deadline = :deadline
                 where id = :id and state = 'PROPOSED'""")
                .param("id", id)
                .param("approval", approval)
                .param("by", by)
                .param("opinion", opinion)
                .param("deadline", deadline)
                .update());
    }

    void advise(long id, String by, boolean major, String opinion) {
        jdbc.sql("""
                insert into safecity.listing_consultation (listing_id, seq, major, opinion, given_by, given_at)
                select :id, 1 + count(*), :major, :opinion, :by, :now from safecity.listing_consultation where listing_id = :id""")
                .param("id", id)
                .param("major", major)
                .param("opinion", opinion)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the experts said. */
    record Advice(boolean major, String opinion, String expert) {}

    /** Returns what the experts said last. */
    Optional<Advice> advice(long id) {
        return jdbc.sql("""
                select c.major, c.opinion, a.display_name as expert
                  from safecity.listing_consultation c
                  join safecity.account a on a.login = c.given_by
                 where c.listing_id = :id
                 order by c.seq desc
                 limit 1""").param("id", id).query(Advice.class).optional();
    }

    private static void require(int rows) {
        if (rows != 1) {
            throw new Refused("该拟挂牌已经办过这一步，请刷新后再看");
        }
    }
}

package safecity.supervision;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;
import safecity.identity.People;

/** What units submitted for acceptance, who inspected it, and what each of them found. */
@Repository
class Acceptances {

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Acceptances(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** Returns a listing's acceptances, the newest first. */
    List<Acceptance> of(long listingId) {
        return jdbc.sql("""
                select seq, report, self_check, self_checker, submitted_by, submitted_at, unit, inspectors, inspect_on, passed, concluded_on, revoked
                  from safecity.listing_acceptance where listing_id = :id order by seq desc""")
                .param("id", listingId)
                .query(Acceptances::acceptance)
                .list();
    }

    Optional<Acceptance> latest(long listingId) {
        return of(listingId).stream().findFirst();
    }

    Acceptance current(long listingId) {
        return latest(listingId)
                .orElseThrow(() -> new IllegalStateException("Nothing was submitted of listing " + listingId));
    }

    void submit(long listingId, String report, String selfCheck, String selfChecker, String by) {
        jdbc.sql("""
                insert into safecity.listing_acceptance
                       (listing_id, seq, report, self_check, self_checker, submitted_by, unit, submitted_at)
                select :id, 1 + count(*), :report, :selfCheck, :selfChecker, :by, :unit, :now
                  from safecity.listing_acceptance where listing_id = :id""")
                .param("id", listingId)
                .param("report", report)
                .param("selfCheck", selfCheck)
                .param("selfChecker", selfChecker)
                .param("by", by)
                .param("unit", people.unitOf(by))
                .param("now", now())
                .update();
    }

    /** Records the team and by which rule it was formed; the database holds it to that rule. */
    void form(long listingId, int seq, List<String> inspectors, TeamRule rule, LocalDate inspectOn, String by) {
        jdbc.sql("""
                update safecity.listing_acceptance
                   set inspectors = :inspectors, inspect_on = :on, formed_by = :by,
                       smallest_team = :smallest, team_step = :step, team_from_office = :office, team_from_experts = :experts
                 where listing_id = :id and seq = :seq and inspectors is null""")
                .param("id", listingId)
                .param("seq", seq)
                .param("inspectors", inspectors.toArray(String[]::new))
                .param("on", inspectOn)
                .param("smallest", rule.smallest())
                .param("step", rule.step())
                .param("office", rule.fromOffice())
                .param("experts", rule.fromExperts())
                .param("by", by)
                .update();
    }

    /** Puts another team in the place of one; the rule by which it was formed still holds it. */
    void change(long listingId, int seq, List<String> before, List<String> after) {
        int rows = jdbc.sql("""
                update safecity.listing_acceptance set inspectors = :after
                 where listing_id = :id and seq = :seq and inspectors = :before::text[] and passed is null""")
                .param("id", listingId)
                .param("seq", seq)
                .param("before", before.toArray(String[]::new))
                .param("after", after.toArray(String[]::new))
                .update();
        if (rows != 1) {
            throw new Refused("验收组刚刚改动过，请刷新页面后再试");
        }
    }

    /** Returns the newest acceptance, which nobody else changes or judges until the end of the transaction. */
    Acceptance locked(long listingId) {
        lock(listingId, current(listingId).seq());
        return current(listingId);
    }

    /** Two of the team at once: the second sees what the first found, so that one of them concludes. */
    private void lock(long listingId, int seq) {
        jdbc.sql("select seq from safecity.listing_acceptance where listing_id = :id and seq = :seq for update")
                .param("id", listingId)
                .param("seq", seq)
                .query(Integer.class)
                .single();
    }

    /** Returns for which unit somebody of the team said what was found; empty if that is still missing. */
    Optional<String> unitOfOpinion(long listingId, int seq, String inspector) {
        return jdbc.sql("""
                select unit from safecity.listing_opinion
                 where listing_id = :id and seq = :seq and inspector = :inspector""")
                .param("id", listingId)
                .param("seq", seq)
                .param("inspector", inspector)
                .query(String.class)
                .optional();
    }

    void judge(long listingId, Acceptance acceptance, String by, String unit, boolean passed, String opinion) {
        lock(listingId, acceptance.seq());
        int rows = jdbc.sql("""
                insert into safecity.listing_opinion
                       (listing_id, seq, submitted_by, responsible_unit, inspector, unit, passed, opinion, given_at)
                values (:id, :seq, :submittedBy, :responsible, :by, :unit, :passed, :opinion, :now)
                on conflict do nothing""")
                .param("id", listingId)
                .param("seq", acceptance.seq())
                .param("submittedBy", acceptance.submittedBy())
                .param("responsible", acceptance.unit())
                .param("by", by)
                .param("unit", unit)
                .param("passed", passed)
                .param("opinion", opinion)
                .param("now", now())
                .update();
        if (rows == 0) {
            throw new Refused("您已经出具过本次验收的意见，不能重复出具");
        }
    }

    /** Draws the conclusion once everybody in the team has said it: what most of them found; the team is odd, so there is no tie. */
    void conclude(long listingId, int seq) {
        jdbc.sql("""
                update safecity.listing_acceptance a
                   set passed = (select count(*) filter (where o.passed) * 2 > count(*)
                                   from safecity.listing_opinion o where o.listing_id = a.listing_id and o.seq = a.seq),
                       concluded_on = :today
                 where a.listing_id = :id and a.seq = :seq and a.passed is null
                   and cardinality(a.inspectors) = (select count(*) from safecity.listing_opinion o
                                                     where o.listing_id = a.listing_id and o.seq = a.seq)""")
                .param("id", listingId)
                .param("seq", seq)
                .param("today", LocalDate.now(clock))
                .update();
    }

    /** Returns what the team found. */
    List<Acceptance.Opinion> opinions(long listingId, int seq) {
        return jdbc.sql("""
                select o.inspector, a.display_name as name, u.short_name as unit_name, o.passed, o.opinion
                  from safecity.listing_opinion o
                  join safecity.account a on a.login = o.inspector
                  join safecity.unit u on u.code = o.unit
                 where o.listing_id = :id and o.seq = :seq
                 order by o.given_at, o.inspector""")
                .param("id", listingId)
                .param("seq", seq)
                .query(Acceptance.Opinion.class)
                .list();
    }

    /** Returns how often acceptance was refused, without conclusions that a review found wrong. */
    int refusals(long listingId) {
        return jdbc.sql("""
                select count(*) from safecity.listing_acceptance
                 where listing_id = :id and passed = false and not revoked""").param("id", listingId).query(Integer.class).single();
    }

    /** Takes a conclusion back. */
    void revoke(long listingId, int seq) {
        jdbc.sql("update safecity.listing_acceptance set revoked = true where listing_id = :id and seq = :seq")
                .param("id", listingId)
                .param("seq", seq)
                .update();
    }

    private static Acceptance acceptance(ResultSet row, int index) throws SQLException {
        @Nullable Array team = row.getArray("inspectors");
        boolean passed = row.getBoolean("passed");
        boolean open = row.wasNull();
        return new Acceptance(
                row.getInt("seq"),
                row.getString("report"),
                row.getString("self_check"),
                row.getString("self_checker"),
                Objects.requireNonNull(row.getString("submitted_by")),
                row.getTimestamp("submitted_at").toInstant(),
                Objects.requireNonNull(row.getString("unit")),
                team == null ? List.of() : List.of((String[]) team.getArray()),
                row.getObject("inspect_on", LocalDate.class),
                open ? null : passed,
                row.getObject("concluded_on", LocalDate.class),
                row.getBoolean("revoked"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package safecity.rectification;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units reported while they worked, what they submitted, and how it was verified. */
@Repository
class Submissions {

    private final JdbcClient jdbc;
    private final Clock clock;

    Submissions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A submission for verification.
     *
     * @param round       round that it ended
     * @param statement   整改情况说明
     * @param submittedBy login
     * @param unit        code of that person's unit
     * @param accepted    the verifier's decision; null while it is open
     * @param reasons     the verifier's words; null while it is open
     */
    record Submission(
            int round,
            String statement,
            String submittedBy,
            String unit,
            @Nullable Boolean accepted,
            @Nullable String reasons) {}

    /** Returns the item's newest submission. */
    Optional<Submission> latest(long itemId) {
        return jdbc.sql("""
                select round, statement, submitted_by, unit, accepted, reasons
                  from safecity.submission
                 where item_id = :id
                 order by round desc
                 limit 1""").param("id", itemId).query(Submission.class).optional();
    }

    /** Whether the item's newest submission was accepted. */
    boolean accepted(long itemId) {
        return latest(itemId).map(last -> Boolean.TRUE.equals(last.accepted())).orElse(false);
    }

    /** Returns why the item's newest submission was refused; empty if it was not. */
    String refusalReasons(long itemId) {
        return latest(itemId)
                .filter(last -> Boolean.FALSE.equals(last.accepted()))
                .map(Submission::reasons)
                .orElse("");
    }

    /**
     * Notes a report.
     *
     * @param reportedFor login of the person for whom a deputy reports; null for a report on one's own account
     */
    void report(
            long itemId, int round, String note, boolean finished, String reportedBy, @Nullable String reportedFor) {
        jdbc.sql("""
                insert into safecity.progress (item_id, round, note, finished, reported_by, reported_for, reported_at)
                values (:id, :round, :note, :finished, :by, :for, :now)""")
                .param("id", itemId)
                .param("round", round)
                .param("note", note)
                .param("finished", finished)
                .param("by", reportedBy)
                .param("for", reportedFor)
                .param("now", now())
                .update();
    }

    /** Whether the newest report of the round says that the work is finished. */
    boolean finished(long itemId, int round) {
        return jdbc.sql("""
                select finished from safecity.progress
                 where item_id = :id and round = :round
                 order by id desc
                 limit 1""")
                .param("id", itemId)
                .param("round", round)
                .query(Boolean.class)
                .single();
    }

    /** Returns who reported last in the round, or for whom a deputy did; empty if that person has left or works for another unit. */
    Optional<String> reporter(long itemId, int round) {
        return jdbc.sql("""
                select a.login
                  from (select coalesce(reported_for, reported_by) as login
                          from safecity.progress
                         where item_id = :id and round = :round and not finished
                         order by id desc
                         limit 1) last
                  join safecity.account a on a.login = last.login and a.enabled
                  join safecity.item i on i.id = :id and i.lead_unit = a.unit""")
                .param("id", itemId)
                .param("round", round)
                .query(String.class)
                .optional();
    }

    void submit(long itemId, int round, String statement, String submittedBy, String unit) {
        jdbc.sql("""
                insert into safecity.submission (item_id, round, statement, submitted_by, unit, submitted_at)
                values (:id, :round, :statement, :by, :unit, :now)""")
                .param("id", itemId)
                .param("round", round)
                .param("statement", statement)
                .param("by", submittedBy)
                .param("unit", unit)
                .param("now", now())
                .update();
    }

    void verify(long itemId, int round, boolean accepted, String reasons, String verifiedBy, String verifyingUnit) {
        int rows = jdbc.sql("""
                update safecity.submission
                   set accepted = :accepted, reasons = :reasons, verified_by = :by, verifying_unit = :unit, verified_at = :now
                 where item_id = :id and round = :round and accepted is null""")
                .param("id", itemId)
                .param("round", round)
                .param("accepted", accepted)
                .param("reasons", reasons)
                .param("by", verifiedBy)
                .param("unit", verifyingUnit)
                .param("now", now())
                .update();
        if (rows != 1) {
            throw new IllegalStateException(
                    "Item %d has %d submissions of round %d to verify, not 1".formatted(itemId, rows, round));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package safecity.supervision;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** 复核: conclusions that a unit challenges. */
@Repository
class Objections {

    private static final String SELECT = """
            select o.id, o.listing_id, o.seq, o.grounds, o.raised_by, o.due, o.wrong, o.opinion
              from safecity.listing_objection o
            """;

    private static final String ROW = "objection ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Objections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A challenge of the conclusion of an acceptance.
     *
     * @param seq     of the acceptance
     * @param due     last day for the answer
     * @param wrong   whether the conclusion was found wrong; null while it is open
     * @param opinion of who reviewed it; null while it is open
     */
    public record Objection(
            long id,
            long listingId,
            int seq,
            String grounds,
            String raisedBy,
            LocalDate due,
            @Nullable Boolean wrong,
            @Nullable String opinion) {}

    /**
     * A challenge that is open and whose answer is due some working days after it.
     *
     * @param number of the item
     */
    record Open(long id, long itemId, String number, LocalDate raisedOn, int workingDays, LocalDate due) {}

    /** Returns how the task of a challenge is found again. */
    static String row(long id) {
        return ROW + id;
    }

    /** Returns the open challenges whose answers are due by working days, by the number of their items. */
    List<Open> openByWorkingDays() {
        return jdbc.sql("""
                select o.id, l.item_id, i.number, cast(o.raised_at at time zone 'Asia/Shanghai' as date) as raised_on, o.working_days, o.due
                  from safecity.listing_objection o
                  join safecity.listing l on l.id = o.listing_id
                  join safecity.item i on i.id = l.item_id
                 where o.wrong is null and o.working_days is not null
                   and exists (select 1 from safecity.open_task t where t.due_row = :row || o.id)
                 order by i.number, o.id""").param("row", ROW).query(Open.class).list();
    }

    /** Moves the last day for the answer; returns false if it was answered or moved meanwhile. */
    boolean redate(long id, LocalDate before, LocalDate after) {
        return jdbc.sql("""
                        update safecity.listing_objection set due = :after
                         where id = :id and due = :before and wrong is null""")
                        .param("id", id)
                        .param("before", before)
                        .param("after", after)
                        .update()
                == 1;
    }

    /** Files a challenge; {@code workingDays} is null if its answer is due by calendar days. */
    long raise(
            long listingId,
            Acceptance acceptance,
            String grounds,
            String by,
            LocalDate due,
            @Nullable Integer workingDays) {
        return jdbc.sql("""
                insert into safecity.listing_objection (listing_id, seq, grounds, raised_by, raised_at, due, working_days, concluded_by)
                values (:id, :seq, :grounds, :by, :now, :due, :workingDays, :concludedBy)
                on conflict do nothing
                returning id""")
                .param("id", listingId)
                .param("seq", acceptance.seq())
                .param("grounds", grounds)
                .param("by", by)
                .param("now", now())
                .param("due", due)
                .param("workingDays", workingDays, Types.INTEGER)
                .param("concludedBy", acceptance.inspectors().toArray(String[]::new))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refused("本次验收结论已经申请过复核，不能重复申请"));
    }

    Objection find(long id) {
        return jdbc.sql(SELECT + "where o.id = :id")
                .param("id", id)
                .query(Objection.class)
                .single();
    }

    List<Objection> of(long listingId) {
        return jdbc.sql(SELECT + "where o.listing_id = :id order by o.id")
                .param("id", listingId)
                .query(Objection.class)
                .list();
    }

    void decide(long id, String by, boolean wrong, String opinion) {
        int rows = jdbc.sql("""
                update safecity.listing_objection
                   set wrong = :wrong, opinion = :opinion, reviewed_by = :by, reviewed_at = :now
                 where id = :id and wrong is null and raised_by <> :by and not (:by = any (concluded_by))""")
                .param("id", id)
                .param("wrong", wrong)
                .param("opinion", opinion)
                .param("by", by)
                .param("now", now())
                .update();
        if (rows != 1) {
            throw new Refused("参与作出原结论的人员和申请人应当回避，请由其他人员复核");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

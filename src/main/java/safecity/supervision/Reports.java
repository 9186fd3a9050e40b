package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 进展: what units reported in each period, and the periods in which they were silent. */
@Repository
class Reports {

    private final JdbcClient jdbc;
    private final Clock clock;

    Reports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A period.
     *
     * @param progress null if nobody reported
     * @param by       Chinese name; null if nobody reported
     */
    public record Report(
            int seq,
            LocalDate due,
            @Nullable String progress,
            @Nullable String difficulties,
            @Nullable String by) {

        /** Whether nobody reported. */
        public boolean silent() {
            return progress == null;
        }
    }

    /** Records a period; without words nobody reported. */
    void record(
            long listingId,
            LocalDate due,
            @Nullable String progress,
            @Nullable String difficulties,
            @Nullable String by) {
        jdbc.sql("""
                insert into safecity.listing_report (listing_id, seq, due, progress, difficulties, reported_by, reported_at)
                select :id, 1 + count(*), :due, :progress, :difficulties, :by, :now
                  from safecity.listing_report where listing_id = :id""")
                .param("id", listingId)
                .param("due", due)
                .param("progress", progress)
                .param("difficulties", difficulties)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns a listing's periods, the newest first. */
    List<Report> of(long listingId) {
        return jdbc.sql("""
                select r.seq, r.due, r.progress, r.difficulties, a.display_name as by
                  from safecity.listing_report r
                  left join safecity.account a on a.login = r.reported_by
                 where r.listing_id = :id
                 order by r.seq desc""").param("id", listingId).query(Report.class).list();
    }
}

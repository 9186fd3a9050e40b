package safecity.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.DueDate;

/** The dated timetable of each listing. */
@Repository
class Duties {

    private static final String SELECT = """
            select d.duty, d.name, d.kind, d.counted_from, d.days, d.working, d.source, d.base, d.due, d.provisional, d.done_on
              from safecity.listing_duty d
            """;

    private final JdbcClient jdbc;
    private final WorkingDays calendar;

    Duties(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** Lays down the limits of a listing, none of them dated, instead of those that it had. */
    void lay(long listingId, List<Limit> limits) {
        jdbc.sql("delete from safecity.listing_duty where listing_id = :id")
                .param("id", listingId)
                .update();
        int position = 0;
        for (Limit limit : limits) {
            position++;
            if (limit.undated()) {
                continue;
            }
            jdbc.sql("""
                    insert into safecity.listing_duty
                           (listing_id, duty, position, name, kind, counted_from, days, working, source)
                    values (:id, :duty, :position, :name, :kind, :from, :days, :working, :source)""")
                    .param("id", listingId)
                    .param("duty", limit.duty())
                    .param("position", position)
                    .param("name", limit.name())
                    .param("kind", limit.kind())
                    .param("from", limit.countedFrom())
                    .param("days", limit.days())
                    .param("working", limit.working())
                    .param("source", limit.source())
                    .update();
        }
    }

    /** Lays down other limits, keeping since when the first duty runs. */
    void layAgain(long listingId, List<Limit> limits, String first) {
        Duty running = find(listingId, first);
        lay(listingId, limits);
        happened(listingId, running.countedFrom(), Objects.requireNonNull(running.base()));
    }

    /** Dates everything that is counted from an event; what was done of it has to be done again. */
    void happened(long listingId, String event, LocalDate day) {
        for (Duty duty : of(listingId)) {
            if (duty.countedFrom().equals(event)) {
                Deadline due = duty.under(day, calendar);
                jdbc.sql("""
                        update safecity.listing_duty
                           set base = :base, due = :due, provisional = :provisional, done_on = null
                         where listing_id = :id and duty = :duty""")
                        .param("id", listingId)
                        .param("duty", duty.duty())
                        .param("base", day)
                        .param("due", due.day())
                        .param("provisional", due.provisional())
                        .update();
            }
        }
    }

    /** Moves a duty's day, keeping whether it was done. */
    void redate(long listingId, String duty, LocalDate base, Deadline due) {
        jdbc.sql("""
                update safecity.listing_duty set base = :base, due = :due, provisional = :provisional
                 where listing_id = :id and duty = :duty""")
                .param("id", listingId)
                .param("duty", duty)
                .param("base", base)
                .param("due", due.day())
                .param("provisional", due.provisional())
                .update();
    }

    /** Notes that a duty was done. */
    void done(long listingId, String duty, LocalDate day) {
        jdbc.sql("""
                update safecity.listing_duty set done_on = :day
                 where listing_id = :id and duty = :duty and due is not null and done_on is null""")
                .param("id", listingId)
                .param("duty", duty)
                .param("day", day)
                .update();
    }

    /** Has a duty to be done again by the day that it had. */
    void redo(long listingId, String duty) {
        jdbc.sql("update safecity.listing_duty set done_on = null where listing_id = :id and duty = :duty")
                .param("id", listingId)
                .param("duty", duty)
                .update();
    }

    /** Takes back the days of what is no longer expected. */
    void drop(long listingId, String event) {
        jdbc.sql("""
                update safecity.listing_duty set base = null, due = null, provisional = false
                 where listing_id = :id and counted_from = :event and done_on is null""").param("id", listingId).param("event", event).update();
    }

    /** Returns the timetable of a listing, in the order of the table. */
    List<Duty> of(long listingId) {
        return jdbc.sql(SELECT + "where d.listing_id = :id order by d.position")
                .param("id", listingId)
                .query(Duty::read)
                .list();
    }

    /**
     * Returns a limit of a listing.
     *
     * @throws NoSuchElementException if its timetable has no such row
     */
    Duty find(long listingId, String duty) {
        return jdbc.sql(SELECT + "where d.listing_id = :id and d.duty = :duty")
                .param("id", listingId)
                .param("duty", duty)
                .query(Duty::read)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("Listing %d has no limit %s".formatted(listingId, duty)));
    }

    /**
     * Returns the last day of a limit of a listing.
     *
     * @throws NoSuchElementException if it has none, or what it is counted from has not happened
     */
    LocalDate due(long listingId, String duty) {
        LocalDate due = find(listingId, duty).due();
        if (due == null) {
            throw new NoSuchElementException("Limit %s of listing %d is not dated".formatted(duty, listingId));
        }
        return due;
    }

    /** Returns when the task of a limit of a listing is due; moves with the limit. */
    DueDate dueDate(long listingId, String duty) {
        return WorkingDays.dueByRow(due(listingId, duty), row(listingId, duty));
    }

    /** Returns how the tasks of a limit are found again. */
    static String row(long listingId, String duty) {
        return "listing %d %s".formatted(listingId, duty);
    }
}

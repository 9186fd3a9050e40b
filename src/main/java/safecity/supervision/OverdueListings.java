package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import safecity.engine.Processes;
import safecity.item.Item;
import safecity.item.ItemLog;

/** 超期督办: begins when the deadline of a listing has passed, and ends when acceptance is asked for or the deadline is to come again. */
@Component
class OverdueListings {

    private final Listings listings;
    private final ListingDeadlines deadlines;
    private final Duties duties;
    private final Processes processes;
    private final ItemLog log;
    private final Clock clock;

    OverdueListings(
            Listings listings,
            ListingDeadlines deadlines,
            Duties duties,
            Processes processes,
            ItemLog log,
            Clock clock) {
        this.listings = listings;
        this.deadlines = deadlines;
        this.duties = duties;
        this.processes = processes;
        this.log = log;
        this.clock = clock;
    }

    /** Begins to press; does nothing if that began already, or the deadline has moved meanwhile. */
    void start(long listingId) {
        if (listings.find(listingId).state() == State.RECTIFYING && deadlines.passed(listingId)) {
            Item item = listings.itemOf(listingId);
            listings.move(listingId, State.OVERDUE, State.RECTIFYING);
            duties.happened(listingId, "OVERDUE", LocalDate.now(clock));
            log.append(item.id(), null, "挂牌超期", "整改期限已过，未提请验收");
            processes.start("listingoverdue", item.number(), Map.of("problemId", item.id(), "listingId", listingId));
        }
    }

    /** Ends what began because the deadline had passed, if it is to come again. */
    void stopUnlessOverdue(long listingId) {
        if (!deadlines.passed(listingId) && listings.find(listingId).state() != State.RECTIFYING) {
            listings.move(listingId, State.RECTIFYING, State.OVERDUE, State.ESCALATED);
            stop(listingId);
        }
    }

    /** Notes that the unit asked for acceptance with a report; ends what began because the deadline had passed. */
    void end(long listingId, String by, String report) {
        listings.move(listingId, State.APPLIED, State.RECTIFYING, State.OVERDUE, State.ESCALATED);
        LocalDate deadline = deadlines.current(listingId);
        LocalDate today = LocalDate.now(clock);
        duties.done(listingId, "requestAcceptance", today);
        duties.happened(listingId, "APPLIED_OR_DEADLINE", today.isAfter(deadline) ? deadline : today);
        log.append(listings.find(listingId).itemId(), by, "提请验收", report);
        stop(listingId);
    }

    /** Ends what began because the deadline had passed. */
    void stop(long listingId) {
        duties.drop(listingId, "OVERDUE");
        duties.drop(listingId, "ESCALATED");
        processes.tell("pressingEnded", listings.itemOf(listingId).number());
    }
}

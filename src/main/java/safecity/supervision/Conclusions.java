package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import safecity.item.ItemLog;

/** 验收结论: what follows once the team has decided. */
@Component
class Conclusions {

    private final Listings listings;
    private final Acceptances acceptances;
    private final Duties duties;
    private final Timetable timetable;
    private final Correspondence correspondence;
    private final ItemLog log;
    private final Clock clock;

    Conclusions(
            Listings listings,
            Acceptances acceptances,
            Duties duties,
            Timetable timetable,
            Correspondence correspondence,
            ItemLog log,
            Clock clock) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.duties = duties;
        this.timetable = timetable;
        this.correspondence = correspondence;
        this.log = log;
        this.clock = clock;
    }

    /** Goes on with the listing. */
    void refuse(long listingId) {
        listings.move(listingId, State.RECTIFYING, State.INSPECTING);
        Listing listing = listings.find(listingId);
        duties.redo(listingId, "requestAcceptance");
        duties.happened(listingId, "ACCEPTANCE_REFUSED", today());
        if (refusedTwice(listingId)) {
            duties.happened(listingId, "REFUSED_TWICE", today());
        }
        log.append(listing.itemId(), null, "验收不合格", "继续挂牌，累计 %d 次".formatted(acceptances.refusals(listingId)));
        correspondence.acceptanceRefused(listing);
    }

    /** Whether acceptance was refused as often as the timetable names: twice in the tables that we ship. */
    boolean refusedTwice(long listingId) {
        return acceptances.refusals(listingId)
                >= timetable.count(listings.find(listingId).level(), "refusedTwice");
    }

    /** Ends the listing; what only mattered while it stood is not expected any more. */
    void delist(long listingId) {
        listings.move(listingId, State.DELISTED, State.INSPECTING);
        Listing listing = listings.find(listingId);
        duties.drop(listingId, "PERIOD");
        duties.drop(listingId, "DEADLINE");
        duties.drop(listingId, "ACCEPTANCE_REFUSED");
        duties.happened(listingId, "DELISTED", today());
        log.append(listing.itemId(), null, "解除挂牌", String.valueOf(listing.number()));
        correspondence.delisted(listing);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

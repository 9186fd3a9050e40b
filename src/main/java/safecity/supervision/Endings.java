package safecity.supervision;

import java.util.List;
import org.springframework.stereotype.Component;

/** 终止挂牌: a listing that ends without being delisted, because closure was asked for or because it was handed over. */
@Component
class Endings {

    private static final List<String> NO_LONGER_EXPECTED = List.of(
            "LISTED",
            "PLAN_FILED",
            "PERIOD",
            "DEADLINE",
            "APPLIED_OR_DEADLINE",
            "ACCEPTANCE_REFUSED",
            "REFUSED_TWICE",
            "OVERDUE",
            "ESCALATED");

    private final Listings listings;
    private final Duties duties;
    private final NoticeCorrections corrections;

    Endings(Listings listings, Duties duties, NoticeCorrections corrections) {
        this.listings = listings;
        this.duties = duties;
        this.corrections = corrections;
    }

    /** Ends a listing; what only mattered while it stood is not expected any more, and the public is told by a task. */
    void end(long listingId, State to, State... from) {
        listings.move(listingId, to, from);
        for (String event : NO_LONGER_EXPECTED) {
            duties.drop(listingId, event);
        }
        corrections.ended(listings.find(listingId));
    }
}

package safecity.supervision;

import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Steps;
import safecity.unit.Units;

/** 挂牌公告更正: what {@code listingnotice.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingnotice")
public class ListingnoticeSteps {

    private final Listings listings;
    private final Duties duties;
    private final Publications publications;
    private final NoticeCorrections corrections;

    ListingnoticeSteps(Listings listings, Duties duties, Publications publications, NoticeCorrections corrections) {
        this.listings = listings;
        this.duties = duties;
        this.publications = publications;
        this.corrections = corrections;
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the end of the last day of a limit of the timetable. */
    public DueDate dueBy(long listingId, String duty) {
        return duties.dueDate(listingId, duty);
    }

    /** Returns in words why the notice has to be corrected. */
    public String situation(long listingId) {
        return corrections.situation(listings.find(listingId));
    }

    /** Returns all that becomes public when the notice is published. */
    public String publicText(long listingId) {
        return corrections.text(listings.find(listingId));
    }

    /** Returns the title under which the public reads of it. */
    public String publicTitle(long listingId) {
        return publications.title(listings.find(listingId));
    }

    /** Publishes the notice as it has to read now, or leaves it to the archive. */
    public void correctNotice(
            long listingId, String by, String decision, @Nullable String publicTitle, @Nullable String reason) {
        boolean publish = Answer.of(decision, "publish", "leave").equals("publish");
        corrections.correct(listings.find(listingId), by, publish, publicTitle, reason);
    }
}

package safecity.supervision;

import java.util.Date;
import org.jspecify.annotations.Nullable;
import safecity.engine.DueDate;
import safecity.engine.Steps;

/** 挂牌整改: what {@code listingwork.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingwork")
public class ListingworkSteps {

    private static final String REQUEST_ACCEPTANCE = "requestAcceptance";

    private final Listings listings;
    private final ListingDeadlines deadlines;
    private final Duties duties;
    private final AcceptanceRequests requests;
    private final OverdueListings overdue;
    private final Summaries summaries;

    ListingworkSteps(
            Listings listings,
            ListingDeadlines deadlines,
            Duties duties,
            AcceptanceRequests requests,
            OverdueListings overdue,
            Summaries summaries) {
        this.listings = listings;
        this.deadlines = deadlines;
        this.duties = duties;
        this.requests = requests;
        this.overdue = overdue;
        this.summaries = summaries;
    }

    /** Returns the code of the unit that is responsible. */
    public String responsibleUnit(long listingId) {
        return listings.itemOf(listingId).leadUnit();
    }

    /** Returns the end of the last day of a limit of the timetable; of the rectification by the deadline as it is now. */
    public DueDate dueBy(long listingId, String duty) {
        if (duty.equals(REQUEST_ACCEPTANCE)) {
            deadlines.current(listingId);
        }
        return duties.dueDate(listingId, duty);
    }

    /** Returns the listing as text. */
    public String listing(long listingId) {
        return summaries.listing(listings.find(listingId));
    }

    /** Returns why acceptance was refused last; empty if it was not. */
    public String refusalReasons(long listingId) {
        return summaries.refusal(listings.find(listingId));
    }

    /** Asks for acceptance with a report and evidence; ends what was done because the deadline had passed. */
    public void requestAcceptance(
            long listingId,
            String by,
            @Nullable String report,
            @Nullable String selfCheck,
            @Nullable String selfChecker) {
        requests.submit(listingId, by, report, selfCheck, selfChecker);
    }

    /** Returns the moment from which on the deadline is over. */
    public Date overdueAt(long listingId) {
        return ListingDeadlines.after(deadlines.current(listingId));
    }

    /** Begins to press, once for each time that the deadline passes. */
    public void startPressing(long listingId) {
        overdue.start(listingId);
    }

    /** Follows the item's deadline: the task stays with whoever holds it, due by the new day; nobody is pressed any more if that is to come. */
    public void moveDeadline(long listingId) {
        deadlines.follow(listingId, REQUEST_ACCEPTANCE);
        overdue.stopUnlessOverdue(listingId);
    }
}

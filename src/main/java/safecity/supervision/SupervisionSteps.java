package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Processes;
import safecity.engine.Steps;
import safecity.item.Item;
import safecity.unit.Units;

/** 挂牌督办: what {@code supervision.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("supervision")
public class SupervisionSteps extends SupervisionLetters {

    private final Listings listings;
    private final ListingDeadlines deadlines;
    private final Duties duties;
    private final Acceptances acceptances;
    private final Acts acts;
    private final Publications publications;
    private final OverdueListings overdue;
    private final Conclusions conclusions;
    private final Rebounds rebounds;
    private final Correspondence correspondence;
    private final Summaries summaries;
    private final Processes processes;
    private final Clock clock;

    SupervisionSteps(
            Listings listings,
            ListingDeadlines deadlines,
            Duties duties,
            Acceptances acceptances,
            Acts acts,
            Publications publications,
            OverdueListings overdue,
            Conclusions conclusions,
            Rebounds rebounds,
            Correspondence correspondence,
            ListingLetters letters,
            Summaries summaries,
            Processes processes,
            Clock clock) {
        super(listings, letters);
        this.listings = listings;
        this.deadlines = deadlines;
        this.duties = duties;
        this.acceptances = acceptances;
        this.acts = acts;
        this.publications = publications;
        this.overdue = overdue;
        this.conclusions = conclusions;
        this.rebounds = rebounds;
        this.correspondence = correspondence;
        this.summaries = summaries;
        this.processes = processes;
        this.clock = clock;
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the code of the unit that is responsible. */
    public String responsibleUnit(long listingId) {
        return listings.itemOf(listingId).leadUnit();
    }

    /** Returns the end of the last day of a limit of the timetable. */
    public DueDate dueBy(long listingId, String duty) {
        if (duty.equals("requestAcceptance")) {
            deadlines.current(listingId);
        }
        return duties.dueDate(listingId, duty);
    }

    /** Returns the listing as text. */
    public String listing(long listingId) {
        return summaries.listing(listings.find(listingId));
    }

    /** Whether the hazard came back after it was delisted, so that it is listed again at once. */
    public boolean rebound(long listingId) {
        return listings.find(listingId).reboundOf() != null;
    }

    /** Whether the leading group agreed. */
    public boolean listingApproved(long listingId) {
        return listings.find(listingId).state() == State.PROPOSED;
    }

    /** Lists the hazard: from now on it has a number, and its timetable is dated. */
    public void list(long listingId) {
        deadlines.begin(listingId);
    }

    /** Has the notice drafted for signature, and tells the unit. */
    public void issueNotice(long listingId) {
        correspondence.listed(listings.find(listingId));
    }

    /** Returns all that becomes public when the announcement is done. */
    public String publicText(long listingId) {
        return publications.text(listings.find(listingId));
    }

    /** Returns the title under which the public is to read of it. */
    public String publicTitle(long listingId) {
        return publications.title(listings.find(listingId));
    }

    /** Publishes the listing, and records where else it was announced. */
    public void announce(
            long listingId,
            String by,
            @Nullable String publicTitle,
            @Nullable String place,
            @Nullable String address,
            @Nullable String doneOn) {
        publications.announce(listings.find(listingId), by, publicTitle, place, address, doneOn);
    }

    /** Records that the listing was reported to the city. */
    public void fileUpward(long listingId, String by, @Nullable String documentNo, @Nullable String doneOn) {
        publications.fileUpward(listings.find(listingId), by, documentNo, doneOn);
    }

    /** Begins the periods in which the unit reports. */
    public void startReporting(long listingId) {
        duties.happened(listingId, "PERIOD", today());
        Item item = listings.itemOf(listingId);
        processes.start("listingreport", item.number(), Map.of("problemId", item.id(), "listingId", listingId));
    }

    /** Returns why acceptance was refused last; empty if it was not. */
    public String refusalReasons(long listingId) {
        return summaries.refusal(listings.find(listingId));
    }

    /** Asks for acceptance with a report; ends what was done because the deadline had passed. */
    public void requestAcceptance(
            long listingId,
            String by,
            @Nullable String report,
            @Nullable String selfCheck,
            @Nullable String selfChecker) {
        acceptances.submit(
                listingId,
                Answer.required(report, "请填写整改报告"),
                Answer.of(selfCheck, "自验", "委托评估"),
                Answer.required(selfChecker, "请填写由谁自验或评估"),
                by);
        overdue.end(listingId, by, Answer.text(report));
    }

    /** Returns the moment from which on the deadline is over. */
    public Date overdueAt(long listingId) {
        return ListingDeadlines.after(deadlines.current(listingId));
    }

    /** Follows the item's deadline; what began because the deadline had passed ends if it is to come again. */
    public void moveDeadline(long listingId) {
        overdue.stopUnlessOverdue(listingId);
    }

    /** Begins to press, once for each time that the deadline passes. */
    public void startPressing(long listingId) {
        overdue.start(listingId);
    }

    /** Whether most of the team found the hazard gone. */
    public boolean accepted(long listingId) {
        return Boolean.TRUE.equals(acceptances.current(listingId).passed());
    }

    /** Goes on with the listing after a refusal. */
    public void refuseAcceptance(long listingId) {
        conclusions.refuse(listingId);
    }

    /** Whether acceptance was refused as often as the timetable names: twice in the tables that we ship. */
    public boolean refusedTwice(long listingId) {
        return conclusions.refusedTwice(listingId);
    }

    /** Records what followed from the second refusal. */
    public void sanction(
            long listingId,
            String by,
            @Nullable Boolean criticised,
            @Nullable Boolean interviewed,
            @Nullable Boolean creditListed,
            @Nullable String note) {
        acts.sanctioned(listings.find(listingId), by, criticised, interviewed, creditListed, note);
        duties.done(listingId, "sanction", today());
    }

    /** Delists: the item may be closed from now on. */
    public void delist(long listingId) {
        conclusions.delist(listingId);
    }

    /** Returns where the listing was announced; empty if it was not yet. */
    public String announcedIn(long listingId) {
        return publications.place(listingId);
    }

    /** Publishes the delisting, and records that it was announced in the place where the listing was. */
    public void announceDelisting(long listingId, String by, @Nullable String address, @Nullable String doneOn) {
        publications.announceDelisting(listings.find(listingId), by, address, doneOn);
    }

    /** Returns what has to be done before the file can be closed; empty if nothing is left. */
    public String undone(long listingId) {
        return publications.undone(listingId);
    }

    /** Closes the file once everything in the timetable is done. */
    public void archive(long listingId, String by, @Nullable String note) {
        publications.archive(listings.find(listingId), by, note);
    }

    /** Returns the moment from which on a hazard that comes back is a new one. */
    public Date observedUntil(long listingId) {
        return ListingDeadlines.after(duties.due(listingId, "observe"));
    }

    /** Lists the hazard again, under a new number; its item is open again. */
    public void relist(long listingId) {
        rebounds.relist(listings.find(listingId));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

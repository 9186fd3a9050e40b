package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Processes;
import safecity.engine.Steps;
import safecity.unit.Units;

/** 挂牌超期督办: what {@code listingoverdue.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingoverdue")
public class ListingoverdueSteps {

    private final Listings listings;
    private final Duties duties;
    private final Acts acts;
    private final Correspondence correspondence;
    private final ListingLetters letters;
    private final Summaries summaries;
    private final Processes processes;
    private final Clock clock;

    ListingoverdueSteps(
            Listings listings,
            Duties duties,
            Acts acts,
            Correspondence correspondence,
            ListingLetters letters,
            Summaries summaries,
            Processes processes,
            Clock clock) {
        this.listings = listings;
        this.duties = duties;
        this.acts = acts;
        this.correspondence = correspondence;
        this.letters = letters;
        this.summaries = summaries;
        this.processes = processes;
        this.clock = clock;
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the code of 区创安工作领导小组. */
    public String leadingGroup() {
        return Units.LEADING_GROUP;
    }

    /** Returns the listing as text. */
    public String listing(long listingId) {
        return summaries.listing(listings.find(listingId));
    }

    /** Returns the end of the last day of a limit of the timetable. */
    public DueDate dueBy(long listingId, String duty) {
        return duties.dueDate(listingId, duty);
    }

    /** Returns the moment at which a day of the timetable begins. */
    public Date opensOn(long listingId, String duty) {
        return ListingDeadlines.startOf(duties.due(listingId, duty));
    }

    /** 督办函: drafts the letter for signature. */
    public void urge(long listingId) {
        Listing listing = listings.find(listingId);
        correspondence.urged(listing);
        acts.record(listing, Acts.URGE, null, today(), "", "", "已拟督办函，待签发");
        duties.done(listingId, "urge", today());
    }

    /** Records the interview with the head of the unit. */
    public void interview(
            long listingId, String by, @Nullable String heldOn, @Nullable String attended, @Nullable String minutes) {
        LocalDate day = Days.past(heldOn, "约谈日期", today());
        String who = Answer.required(attended, "请填写被约谈人姓名和职务");
        acts.record(listings.find(listingId), Acts.INTERVIEW, by, day, who, "", Answer.required(minutes, "请填写约谈纪要"));
        duties.done(listingId, "interview", day);
    }

    /** Hands the listing to the level above. */
    public void escalate(
            long listingId, String by, @Nullable String toUnit, @Nullable String documentNo, @Nullable String grounds) {
        String to = Answer.required(toUnit, "请填写提级到哪个单位");
        String why = Answer.required(grounds, "请填写提级理由");
        listings.move(listingId, State.ESCALATED, State.OVERDUE);
        Listing listing = listings.find(listingId);
        acts.record(listing, Acts.ESCALATE, by, today(), to, Answer.text(documentNo), why);
        duties.done(listingId, "escalate", today());
        duties.happened(listingId, "ESCALATED", today());
        correspondence.escalated(listing);
    }

    /** Decides whether to ask the government to close the place (安全生产法 第一百一十三条), or to go on pressing. */
    public void considerShutdown(
            long listingId,
            String by,
            String decision,
            @Nullable Number penaltiesIn180Days,
            @Nullable Number penaltiesInYear,
            @Nullable String grounds) {
        boolean agreed = Answer.of(decision, "propose", "wait").equals("propose");
        String why = Answer.required(grounds, "请填写研究意见和依据");
        listings.decideShutdown(listingId, agreed);
        String counted = "一百八十日内处罚 %d 次，一年内处罚 %d 次。".formatted(count(penaltiesIn180Days), count(penaltiesInYear));
        acts.record(listings.find(listingId), Acts.CONSIDER_SHUTDOWN, by, today(), "", "", counted + why);
        duties.done(listingId, "considerShutdown", today());
        if (!agreed) {
            duties.happened(listingId, "ESCALATED", today());
        }
    }

    private static long count(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }

    /** Whether the leading group wants the place closed. */
    public boolean shutdownDecided(long listingId) {
        return listings.shutdownDecided(listingId);
    }

    /** Asks the government to close the place; the listing ends with it. */
    public void proposeShutdown(long listingId) {
        listings.move(listingId, State.SHUTDOWN, State.OVERDUE, State.ESCALATED);
        Listing listing = listings.find(listingId);
        acts.record(listing, Acts.SHUTDOWN, null, today(), "", "", "提请区政府依法予以关闭");
        processes.tell("shutdownProposed", listings.itemOf(listingId).number());
    }

    /** Drafts a document of a kind for signature, to the responsible unit. */
    public void draftMinutes(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }

    /** Drafts a document of a kind for signature, to a unit or a body outside the system. */
    public void draftShutdown(String recipient, long listingId, String kind, String occasion) {
        letters.draftTo(recipient, listings.find(listingId), kind, occasion);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

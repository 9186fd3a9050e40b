package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Steps;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.ItemLog;
import safecity.unit.Units;

/** 拟挂牌审批: what {@code listingproposal.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingproposal")
public class ListingproposalSteps {

    private final Listings listings;
    private final Proposals proposals;
    private final Duties duties;
    private final Timetable timetable;
    private final Summaries summaries;
    private final Transfers transfers;
    private final Approvals approvals;
    private final ItemLog log;
    private final People people;
    private final WorkingDays workingDays;
    private final Clock clock;

    ListingproposalSteps(
            Listings listings,
            Proposals proposals,
            Duties duties,
            Timetable timetable,
            Summaries summaries,
            Transfers transfers,
            Approvals approvals,
            ItemLog log,
            People people,
            WorkingDays workingDays,
            Clock clock) {
        this.listings = listings;
        this.proposals = proposals;
        this.duties = duties;
        this.timetable = timetable;
        this.summaries = summaries;
        this.transfers = transfers;
        this.approvals = approvals;
        this.log = log;
        this.people = people;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Returns the login of who began the proposal; null if that person has left or works for another unit now, so that the unit goes on with it. */
    public @Nullable String proposer(long listingId) {
        String unit = proposingUnit(listingId);
        return people.find(listings.find(listingId).openedBy())
                .filter(person -> person.enabled() && unit.equals(person.unit()))
                .map(Person::login)
                .orElse(null);
    }

    /** Returns the code of the unit for which the proposal was begun. */
    public String proposingUnit(long listingId) {
        return Objects.requireNonNullElse(listings.find(listingId).openedUnit(), Units.OFFICE);
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the code of 创安专家组. */
    public String experts() {
        return Units.EXPERTS;
    }

    /** Returns the code of 区创安工作领导小组. */
    public String leadingGroup() {
        return Units.LEADING_GROUP;
    }

    /** Returns the end of the last day of a limit of the timetable. */
    public DueDate dueBy(long listingId, String duty) {
        return duties.dueDate(listingId, duty);
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns what is wrong, as text. */
    public String item(long listingId) {
        return summaries.item(listings.find(listingId));
    }

    /** Returns why the leading group gave the proposal back; empty if it did not. */
    public String returnReasons(long listingId) {
        Listing listing = listings.find(listingId);
        return "RETURNED".equals(listing.approval()) ? FormText.quoted(listing.approveOpinion()) : "";
    }

    /** Returns the day asked for, or, before it was, the item's own deadline unless that has passed. */
    public String proposedDeadline(long listingId) {
        Listing listing = listings.find(listingId);
        LocalDate day = Objects.requireNonNullElse(listing.deadline(), listing.itemDeadline());
        return day.isBefore(today()) ? "" : day.toString();
    }

    /** Proposes the listing together with what was ordered at once to keep people safe. */
    public void propose(
            long listingId,
            String by,
            @Nullable String level,
            @Nullable String reason,
            @Nullable Boolean stopProduction,
            @Nullable Boolean evacuate,
            @Nullable Boolean stopUse,
            @Nullable Boolean warningSigns,
            @Nullable String measuredOn,
            @Nullable String measuredBy,
            @Nullable String deadline) {
        Listing listing = listings.find(listingId);
        Proposal proposal = new Proposal(
                Level.valueOf(Answer.of(level, "DISTRICT", "CITY")),
                Answer.required(reason, "请填写挂牌理由"),
                Proposal.measures(stopProduction, evacuate, stopUse, warningSigns),
                Days.past(measuredOn, "采取措施日期", today()),
                Answer.required(measuredBy, "请填写由谁采取管控措施"),
                Days.of(deadline, "整改期限"));
        timetable.allowed(proposal.level(), proposal.deadline(), today());
        proposals.propose(listingId, by, proposal);
        if (proposal.level() != listing.level()) {
            duties.layAgain(listingId, timetable.of(proposal.level()), "propose");
        }
        duties.done(listingId, "propose", today());
        duties.happened(listingId, "PROPOSED", today());
        log.append(listing.itemId(), by, "拟挂牌", proposal.asText());
    }

    /** Returns the proposal as text. */
    public String proposal(long listingId) {
        return summaries.proposal(listings.find(listingId));
    }

    /** Returns what the experts said; empty if they were not asked. */
    public String consultation(long listingId) {
        return summaries.consultation(listings.find(listingId));
    }

    /** Judges whether the hazard is major, and whether it is ours at all. */
    public void judge(long listingId, String by, String decision, @Nullable String opinion) {
        String judgement = Answer.of(decision, "MAJOR", "ORDINARY", "DOUBTFUL", "NOT_OURS");
        String said = Answer.required(opinion, "请填写认定意见");
        proposals.judge(listingId, by, judgement, said);
        if (!judgement.equals("DOUBTFUL")) {
            duties.done(listingId, "judge", today());
        }
        if (judgement.equals("MAJOR")) {
            duties.happened(listingId, "JUDGED", today());
            listings.move(listingId, State.PROPOSED, State.REPORTED);
        } else if (judgement.equals("ORDINARY")) {
            listings.move(listingId, State.ORDINARY, State.REPORTED);
        }
        log.append(listings.find(listingId).itemId(), by, "认定隐患", said);
    }

    /** Whether the hazard is for this district to supervise. */
    public boolean ours(long listingId) {
        return !judgedAs(listingId, "NOT_OURS");
    }

    /** The same of models that record the receipt at once. */
    public void transfer(
            long listingId,
            String by,
            @Nullable String toUnit,
            @Nullable String documentNo,
            @Nullable String handedOn,
            @Nullable String receipt) {
        transfers.received(listings.find(listingId), by, toUnit, documentNo, handedOn, receipt);
    }

    /** Notes to whom the hazard is handed and why (安全生产法 第六十九条); that it was received is told by the letter's own way. */
    public void transfer(long listingId, String by, @Nullable String toUnit, @Nullable String grounds) {
        transfers.begin(listings.find(listingId), by, toUnit, grounds);
    }

    /** Drafts the letter to whom the hazard is handed. */
    public void draftTransfer(long listingId, String kind) {
        transfers.draft(listings.find(listingId), kind);
    }

    /** Whether the hazard was judged to be major. */
    public boolean major(long listingId) {
        return judgedAs(listingId, "MAJOR");
    }

    /** Whether experts are asked first. */
    public boolean doubtful(long listingId) {
        return judgedAs(listingId, "DOUBTFUL");
    }

    /** Records what an expert thinks of it. */
    public void consult(long listingId, String by, String finding, @Nullable String opinion) {
        boolean major = Answer.of(finding, "major", "ordinary").equals("major");
        String said = Answer.required(opinion, "请填写论证意见");
        proposals.advise(listingId, by, major, said);
        duties.happened(listingId, "PROPOSED", today());
        log.append(listings.find(listingId).itemId(), by, "专家论证", said);
    }

    /** Returns the office's judgement, and what it rests on. */
    public String judgement(long listingId) {
        Listing listing = listings.find(listingId);
        return "**认定意见**：%s\n\n%s".formatted(FormText.quoted(listing.judgeOpinion()), summaries.consultation(listing));
    }

    /** Agrees to the listing with a deadline, gives it back, or refuses it; never who proposed it. */
    public void approve(
            long listingId, String by, String decision, @Nullable String deadline, @Nullable String opinion) {
        approvals.decide(listings.find(listingId), by, decision, deadline, opinion);
    }

    /** Whether the leading group agreed. */
    public boolean approved(long listingId) {
        return "APPROVED".equals(listings.find(listingId).approval());
    }

    /** Whether the leading group wants more. */
    public boolean returned(long listingId) {
        return "RETURNED".equals(listings.find(listingId).approval());
    }

    private boolean judgedAs(long listingId, String judgement) {
        return judgement.equals(listings.find(listingId).judgement());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.item.ItemLog;
import safecity.supervision.ListingPlan.Draft;
import safecity.unit.Units;

/** 挂牌整改方案: what {@code listingplan.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingplan")
public class ListingplanSteps {

    private final Listings listings;
    private final ListingDeadlines deadlines;
    private final Duties duties;
    private final ListingPlans plans;
    private final Summaries summaries;
    private final ItemLog log;
    private final Clock clock;

    ListingplanSteps(
            Listings listings,
            ListingDeadlines deadlines,
            Duties duties,
            ListingPlans plans,
            Summaries summaries,
            ItemLog log,
            Clock clock) {
        this.listings = listings;
        this.deadlines = deadlines;
        this.duties = duties;
        this.plans = plans;
        this.summaries = summaries;
        this.log = log;
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
        return duties.dueDate(listingId, duty);
    }

    /** Returns the listing as text. */
    public String listing(long listingId) {
        return summaries.listing(listings.find(listingId));
    }

    /** Returns why the last plan was returned; empty if it was not. */
    public String planReasons(long listingId) {
        return plans.latest(listingId)
                .map(ListingPlan::reasons)
                .map(FormText::quoted)
                .orElse("");
    }

    /** Returns what the form of the plan starts with. */
    public Draft draft(long listingId) {
        return plans.latest(listingId)
                .map(ListingPlan::draft)
                .orElseGet(() ->
                        new Draft("", "", "", "", deadlines.current(listingId).toString(), ""));
    }

    /** Files the plan: the goal and the five elements, all of them. */
    public void filePlan(
            long listingId,
            String by,
            @Nullable String goal,
            @Nullable String responsibility,
            @Nullable String measures,
            @Nullable String funds,
            @Nullable String finishOn,
            @Nullable String contingency) {
        LocalDate finish = Days.of(finishOn, "完成时限");
        LocalDate deadline = deadlines.current(listingId);
        if (finish.isAfter(deadline)) {
            throw new Refused("完成时限 %s 不能晚于挂牌整改期限 %s".formatted(finish, deadline));
        }
        int version = plans.latest(listingId).map(ListingPlan::version).orElse(0) + 1;
        plans.file(
                listingId,
                new ListingPlan(
                        version,
                        Answer.required(goal, "请填写整改目标"),
                        Answer.required(responsibility, "请填写责任：责任领导和责任人"),
                        Answer.required(measures, "请填写整改措施"),
                        Answer.required(funds, "请填写资金：金额和来源"),
                        finish,
                        Answer.required(contingency, "请填写应急预案"),
                        by,
                        null,
                        null));
        listings.move(listingId, State.PLANNED, State.LISTED);
        duties.done(listingId, "filePlan", today());
        duties.happened(listingId, "PLAN_FILED", today());
        log(listingId, by, "报送挂牌方案", "第 %d 版，计划 %s 前完成".formatted(version, finish));
    }

    /** Returns the plan to review, as text. */
    public String planText(long listingId) {
        return plans.latest(listingId).map(Summaries::plan).orElse("");
    }

    /** Accepts the plan, or returns it with reasons; never who filed it. */
    public void reviewPlan(long listingId, String by, String decision, @Nullable String reasons) {
        boolean accepted = Answer.of(decision, "accept", "return").equals("accept");
        String said = accepted ? Answer.text(reasons) : Answer.required(reasons, "退回方案必须写明原因，请填写“审核说明”");
        plans.review(listingId, accepted, said, by);
        listings.move(listingId, accepted ? State.RECTIFYING : State.LISTED, State.PLANNED);
        duties.done(listingId, "reviewPlan", today());
        if (!accepted) {
            duties.redo(listingId, "filePlan");
        }
        log(listingId, by, accepted ? "挂牌方案通过" : "退回挂牌方案", said);
    }

    /** Whether the office accepted the newest plan. */
    public boolean planAccepted(long listingId) {
        return plans.latest(listingId)
                .map(plan -> Boolean.TRUE.equals(plan.accepted()))
                .orElse(false);
    }

    private void log(long listingId, String by, String act, String detail) {
        log.append(listings.find(listingId).itemId(), by, act, detail);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

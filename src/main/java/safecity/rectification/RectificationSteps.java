package safecity.rectification;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.engine.SharedFilters;
import safecity.engine.Steps;
import safecity.evidence.Evidence;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Representation;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.rectification.Submissions.Submission;
import safecity.unit.Units;

/** 整改: what {@code rectification.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("rectification")
public class RectificationSteps {

    private final Items items;
    private final ItemLog log;
    private final Plans plans;
    private final Submissions submissions;
    private final Evidence evidence;
    private final People people;
    private final Representation representation;
    private final WorkingDays workingDays;
    private final Refusals refusals;
    private final Clock clock;

    RectificationSteps(
            Items items,
            ItemLog log,
            Plans plans,
            Submissions submissions,
            Evidence evidence,
            People people,
            Representation representation,
            WorkingDays workingDays,
            Refusals refusals,
            Clock clock) {
        this.items = items;
        this.log = log;
        this.plans = plans;
        this.submissions = submissions;
        this.evidence = evidence;
        this.people = people;
        this.representation = representation;
        this.workingDays = workingDays;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Returns the code of the unit that is responsible. */
    public String responsibleUnit(long problemId) {
        return items.find(problemId).leadUnit();
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the code of the unit that verifies, as {@code triage.dmn} said; never the responsible unit. */
    public String verifyingUnit(long problemId) {
        return items.find(problemId).verifyingUnit();
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns the end of the item's last day in time; null while its clock stands still. */
    public @Nullable DueDate deadline(long problemId) {
        Item item = items.find(problemId);
        return item.pausedOn() == null ? workingDays.dueBefore(item.approvedDeadline(), 0) : null;
    }

    /** Returns the priority by which the filter 被退回 finds what came back, else 50, the engine's own. */
    public int priority(long problemId) {
        return items.find(problemId).round() > 1 || plans.returned(problemId)
                ? SharedFilters.RETURNED_PRIORITY
                : SharedFilters.ORDINARY_PRIORITY;
    }

    /** Returns why the last plan was returned, or why the item has to be planned anew; empty for a first plan. */
    public String planReasons(long problemId) {
        return FormText.quoted(plans.reasons(problemId));
    }

    /** Returns what the form of the plan starts with: the last plan, else what the list asks for. */
    public Draft draft(long problemId) {
        return plans.latest(problemId).map(Draft::of).orElseGet(() -> Draft.of(items.find(problemId), today()));
    }

    /** Files the unit's plan. */
    public void preparePlan(
            long problemId,
            String by,
            @Nullable String goal,
            @Nullable String measures,
            @Nullable String person,
            @Nullable String finishOn,
            @Nullable String funds,
            @Nullable String contingency) {
        Item item = items.find(problemId);
        int version = plans.latest(problemId).map(Plan::version).orElse(0) + 1;
        Draft draft = new Draft(
                Answer.text(goal),
                Answer.text(measures),
                Answer.text(person),
                Answer.text(finishOn),
                Answer.text(funds),
                Answer.text(contingency));
        Plan plan = draft.checked(version, by, item, today());
        plans.add(problemId, item.round(), plan);
        log.append(problemId, by, "提交整改方案", "第 %d 版，计划 %s 前完成".formatted(version, plan.finishOn()));
    }

    /** Returns the plan to review, as text for the form. */
    public String planText(long problemId) {
        return plans.latest(problemId).map(Draft::of).map(Draft::asText).orElse("");
    }

    /** Accepts the plan, or returns it with reasons. */
    public void reviewPlan(long problemId, String by, String decision, @Nullable String reasons) {
        boolean accepted = Answer.of(decision, "accept", "return").equals("accept");
        String said = accepted ? Answer.text(reasons) : Answer.required(reasons, "退回方案必须写明原因，请填写“审核说明”");
        String planner = plans.latest(problemId).orElseThrow().submittedBy();
        if (representation.areOne(items.find(problemId).number(), planner, by)) {
            throw new Refused("不能审核自己提交的整改方案，请由创安办其他人员审核");
        }
        plans.review(problemId, accepted, said, by);
        if (accepted) {
            items.move(problemId, Status.PLANNING, Status.RECTIFYING);
        }
        log.append(problemId, by, accepted ? "方案审核通过" : "退回方案", said);
        if (!accepted) {
            refusals.tellUnit(items.find(problemId), said);
        }
    }

    /** Whether the office accepted the newest plan. */
    public boolean planAccepted(long problemId) {
        return plans.accepted(problemId);
    }

    /** Returns who goes on: who reported last in this round, or was represented then; null if nobody did yet, or that person cannot any more. */
    public @Nullable String handler(long problemId) {
        return submissions.reporter(problemId, items.find(problemId).round()).orElse(null);
    }

    /** Returns why the last submission was refused; empty if none was. */
    public String returnReasons(long problemId) {
        return FormText.quoted(submissions.refusalReasons(problemId));
    }

    /** Notes the progress of the work. */
    public void carryOut(long problemId, String by, @Nullable String progress, String finished) {
        boolean done = Answer.of(finished, "yes", "no").equals("yes");
        String note = Answer.required(progress, "请填写进展情况");
        Item item = items.find(problemId);
        submissions.report(problemId, item.round(), note, done, by, representation.represented(item.number(), by));
        log.append(problemId, by, done ? "整改完毕" : "报送进展", note);
    }

    /** Whether the unit says that the work is finished. */
    public boolean workFinished(long problemId) {
        return submissions.finished(problemId, items.find(problemId).round());
    }

    /** Submits the round for verification and seals its evidence. */
    public void submitEvidence(long problemId, String by, @Nullable String statement) {
        Item item = items.find(problemId);
        String said = Answer.required(statement, "请填写整改情况说明");
        evidence.seal(problemId, item.round());
        if (evidence.count(problemId, item.round(), Phase.AFTER) == 0) {
            throw new Refused("还没有整改后的佐证材料，请先在“佐证材料”页签上传至少一项“整改后”材料，再提交核查");
        }
        submissions.submit(problemId, item.round(), said, by, people.unitOf(by));
        items.move(problemId, Status.RECTIFYING, Status.SUBMITTED);
        log.append(problemId, by, "提交核查", said);
    }

    /** Returns what the unit says it did. */
    public String statement(long problemId) {
        return FormText.quoted(
                submissions.latest(problemId).map(Submission::statement).orElse(""));
    }

    /** Accepts the work or refuses it with reasons; never by the person or unit that submitted it. */
    public void verify(long problemId, String by, String decision, @Nullable String reasons) {
        Item item = items.find(problemId);
        boolean accepted = Answer.of(decision, "accept", "refuse").equals("accept");
        String said = accepted ? Answer.text(reasons) : Answer.required(reasons, "核查不通过必须写明原因，请填写“核查说明”");
        Submission submission = submissions.latest(problemId).orElseThrow();
        String unit = people.unitOf(by);
        if (submission.unit().equals(unit) || representation.areOne(item.number(), submission.submittedBy(), by)) {
            throw new Refused("提交整改的单位和人员不能核查自己的整改，请由其他单位核查");
        }
        submissions.verify(problemId, item.round(), accepted, said, by, unit);
        if (accepted) {
            items.move(problemId, Status.SUBMITTED, Status.VERIFIED);
        }
        log.append(problemId, by, accepted ? "核查通过" : "核查不通过", said);
    }

    /** Whether the newest submission was accepted. */
    public boolean accepted(long problemId) {
        return submissions.accepted(problemId);
    }

    /** Sends a refused item back to its unit, into the next round. */
    public void returnToUnit(long problemId) {
        items.move(problemId, Status.SUBMITTED, Status.RECTIFYING);
        items.countRefusal(problemId);
        int round = items.nextRound(problemId);
        log.append(problemId, null, "退回整改", "进入第 %d 轮整改".formatted(round));
        refusals.tellUnit(items.find(problemId), submissions.refusalReasons(problemId));
    }

    /** Whether verification refused the item at least twice. */
    public boolean refusedTwice(long problemId) {
        return items.find(problemId).refusals() >= 2;
    }

    /** Tells the office that an item was refused again. */
    public void tellOffice(long problemId) {
        refusals.tellOffice(items.find(problemId));
    }

    /** Drafts a document of a kind to the unit, for signature. */
    public void draftRefusal(long problemId, String kind, String occasion) {
        refusals.draft(items.find(problemId), kind, occasion);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

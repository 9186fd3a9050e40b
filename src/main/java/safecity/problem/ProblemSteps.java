package safecity.problem;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.item.Verifier;
import safecity.notice.Outbox;
import safecity.unit.Units;

/** 问题闭环: what {@code problem.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("problem")
public class ProblemSteps {

    private static final int DRAW_NUMBERS = 100;

    private final Items items;
    private final ItemLog log;
    private final HandingBacks handingBacks;
    private final PassingsOn passingsOn;
    private final Rulings rulings;
    private final CurrentSteps currentSteps;
    private final Units units;
    private final WorkingDays workingDays;
    private final Processes processes;
    private final Outbox outbox;
    private final Results results;
    private final Clock clock;

    ProblemSteps(
            Items items,
            ItemLog log,
            HandingBacks handingBacks,
            PassingsOn passingsOn,
            Rulings rulings,
            CurrentSteps currentSteps,
            Units units,
            WorkingDays workingDays,
            Processes processes,
            Outbox outbox,
            Results results,
            Clock clock) {
        this.items = items;
        this.log = log;
        this.handingBacks = handingBacks;
        this.passingsOn = passingsOn;
        this.rulings = rulings;
        this.currentSteps = currentSteps;
        this.units = units;
        this.workingDays = workingDays;
        this.processes = processes;
        this.outbox = outbox;
        this.results = results;
        this.clock = clock;
    }

    /** Starts the watch over the item's deadline, which runs beside the trunk until the item is closed. */
    public void watchDeadline(long problemId) {
        processes.start("escalation", items.find(problemId).number(), Map.of("problemId", problemId));
    }

    /** Returns the code of the unit that is responsible. */
    public String responsibleUnit(long problemId) {
        return items.find(problemId).leadUnit();
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns what the office decided when it passed the item on or the item was handed back last, for the top of the form; empty if neither was. */
    public String ruling(long problemId) {
        return rulings.of(problemId);
    }

    /** Takes the item on, or asks the office to take it back; refused once the office has decided that it stays. */
    public void signFor(long problemId, String by, String decision, @Nullable String reason) {
        Item item = items.find(problemId);
        if (Answer.of(decision, "signFor", "handBack").equals("signFor")) {
            items.move(problemId, Status.DISPATCHED, Status.PLANNING);
            log.append(problemId, by, "签收", "");
            return;
        }
        if (item.handingBackRefused()) {
            throw new Refused("创安办已裁定本问题由本单位承办，不能再次退回，请选择“签收”");
        }
        requireInTime(item);
        handingBacks.ask(problemId, item.leadUnit(), Answer.required(reason, "请填写退回理由，说明为什么不属于本单位职责"), by);
        items.move(problemId, Status.DISPATCHED, Status.HANDED_BACK);
        log.append(problemId, by, "退回派单", Answer.text(reason));
        outbox.tellUnit(Units.OFFICE, problemId, "handed-back", today(), Map.of("reasons", Answer.text(reason)));
    }

    /** An item can be handed back until its task is due; the model says when that is. */
    private void requireInTime(Item item) {
        currentSteps.of(item.number()).stream()
                .filter(step -> step.element().equals("signFor"))
                .map(CurrentStep::due)
                .filter(due -> due != null && clock.instant().isAfter(due))
                .findFirst()
                .ifPresent(due -> {
                    LocalDate lastDay = LocalDate.ofInstant(due, WorkingDays.ZONE);
                    throw new Refused("退回派单的期限 %s 已过，请选择“签收”".formatted(lastDay));
                });
    }

    /** Makes the unit responsible that the office has decided on before the former one signed. */
    public void passOn(long problemId) {
        PassingOn decided = passingsOn.carryOut(problemId);
        items.reassign(problemId, decided.toUnit());
        if (decided.toUnit().equals(items.find(problemId).locality())) {
            items.verifyBy(problemId, Verifier.OFFICE);
        }
        log.append(problemId, decided.decidedBy(), "转办", rulings.inWords(decided));
    }

    /** Whether the unit took the item on. */
    public boolean signedFor(long problemId) {
        return items.find(problemId).status() != Status.HANDED_BACK;
    }

    /** Returns why the unit handed the item back. */
    public String handingBackReason(long problemId) {
        return FormText.quoted(
                handingBacks.latest(problemId).map(HandingBack::reason).orElse(""));
    }

    /** Gives the item to another unit, or leaves it where it is for good. */
    public void decideHandingBack(
            long problemId, String by, String decision, @Nullable String toUnit, @Nullable String opinion) {
        Item item = items.find(problemId);
        String reasons = Answer.required(opinion, "请填写裁定意见");
        items.move(problemId, Status.HANDED_BACK, Status.DISPATCHED);
        if (Answer.of(decision, "reassign", "uphold").equals("reassign")) {
            String unit = Answer.required(toUnit, "请选择改派单位");
            if (!units.canBeResponsible(unit)) {
                throw new Refused("改派单位不在责任单位名录中，请从列表中选择");
            }
            if (unit.equals(item.leadUnit())) {
                throw new Refused("改派单位与原单位相同，请选择其他单位；如仍由原单位承办，请选“不同意退回”");
            }
            handingBacks.decide(problemId, true, unit, reasons, by);
            items.reassign(problemId, unit);
            if (unit.equals(item.locality())) {
                items.verifyBy(problemId, Verifier.OFFICE);
            }
            log.append(
                    problemId,
                    by,
                    "改派",
                    "改由%s承办：%s".formatted(units.byCode(unit).shortName(), reasons));
        } else {
            handingBacks.decide(problemId, false, null, reasons, by);
            items.refuseHandingBack(problemId);
            log.append(problemId, by, "维持派单", reasons);
        }
    }

    /** Whether the office named the item for a spot-check that has not been made yet, so that nothing is left to the draw. */
    public boolean namedForCheck(long problemId) {
        return results.namedForCheck(problemId);
    }

    /** Returns the grade, as {@code sampling.dmn} reads it. */
    public String grade(long problemId) {
        return items.find(problemId).grade().name();
    }

    /** Returns how often verification refused the item. */
    public int refusals(long problemId) {
        return items.find(problemId).refusals();
    }

    /** Whether the item's deadline has passed. */
    public boolean overdue(long problemId) {
        return items.find(problemId).overdueOn(today());
    }

    /** Returns a number from 0 to 99 that follows from the item's number alone, so that anybody can check the draw. */
    public int drawNumber(long problemId) {
        CRC32 checksum = new CRC32();
        checksum.update(items.find(problemId).number().getBytes(StandardCharsets.UTF_8));
        return (int) (checksum.getValue() % DRAW_NUMBERS);
    }

    /** Whether this round's spot-check passed. */
    public boolean spotCheckPassed(long problemId) {
        return results.spotCheckPassed(problemId);
    }

    /** Whether this round's re-assessment found the effect reached. */
    public boolean effective(long problemId) {
        return results.effective(problemId);
    }

    /** Sends the item into its next round, which begins with a plan. */
    public void reopen(long problemId) {
        items.move(problemId, Status.VERIFIED, Status.PLANNING);
        String reasons = results.reasonsToReopen(problemId);
        int round = items.nextRound(problemId);
        log.append(problemId, null, "退回再整改", "进入第 %d 轮整改".formatted(round));
        outbox.tellUnit(items.find(problemId).leadUnit(), problemId, "returned", today(), Map.of("reasons", reasons));
    }

    /** Whether the item's listing still stands. */
    public boolean stillListed(long problemId) {
        return results.stillListed(problemId);
    }

    /**
     * 销号; ends the watch over the deadline.
     *
     * @throws Refused if the item is listed, which only a model from before 挂牌督办 does not wait for
     */
    public void close(long problemId) {
        items.move(problemId, Status.VERIFIED, Status.CLOSED);
        if (results.stillListed(problemId)) {
            throw new Refused("该隐患正在挂牌督办，摘牌后才能销号。请先办结挂牌督办，再办理本任务");
        }
        log.append(problemId, null, "销号", "");
        processes.tell("itemClosed", items.find(problemId).number());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

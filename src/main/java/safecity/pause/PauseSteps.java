package safecity.pause;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.StoppedClock;
import safecity.notice.Outbox;
import safecity.pause.Pause.State;
import safecity.unit.Units;

/** 挂账: what {@code pause.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("pause")
public class PauseSteps {

    private static final int LONGEST_CATEGORY = 50;

    private final Items items;
    private final ItemLog log;
    private final Pauses pauses;
    private final PauseRules rules;
    private final PauseTexts texts;
    private final Moments moments;
    private final StoppedClock stoppedClock;
    private final People people;
    private final WorkingDays workingDays;
    private final Outbox outbox;
    private final Clock clock;

    PauseSteps(
            Items items,
            ItemLog log,
            Pauses pauses,
            PauseRules rules,
            PauseTexts texts,
            Moments moments,
            StoppedClock stoppedClock,
            People people,
            WorkingDays workingDays,
            Outbox outbox,
            Clock clock) {
        this.items = items;
        this.log = log;
        this.pauses = pauses;
        this.rules = rules;
        this.texts = texts;
        this.moments = moments;
        this.stoppedClock = stoppedClock;
        this.people = people;
        this.workingDays = workingDays;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns the code of the unit that asks. */
    public String askingUnit(long pauseId) {
        return pauses.find(pauseId).unit();
    }

    /** Returns the login of the person who asks. */
    public String applicant(long pauseId) {
        return pauses.find(pauseId).startedBy();
    }

    /** Returns the code of the unit that decides: 区创安办, for its own items the leading group. */
    public String decidingUnit(long pauseId) {
        return pauses.find(pauseId).unit().equals(Units.OFFICE) ? Units.LEADING_GROUP : Units.OFFICE;
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns what holds for the item, for the top of the form. */
    public String conditions(long problemId) {
        return texts.conditions(items.find(problemId), today());
    }

    /** Submits the request, or gives it up. */
    public void ask(
            long problemId,
            long pauseId,
            String by,
            String decision,
            @Nullable String category,
            @Nullable String explanation,
            @Nullable String controls,
            @Nullable String reviewOn) {
        pauses.hold(problemId);
        if (Answer.of(decision, "submit", "withdraw").equals("withdraw")) {
            pauses.giveUp(pauseId, State.DRAFT, State.WITHDRAWN);
            return;
        }
        Item item = items.find(problemId);
        rules.requireAllowed(item, pauses.find(pauseId), today());
        String kind = Answer.required(category, "请选择原因类别");
        if (kind.length() > LONGEST_CATEGORY) {
            throw new Refused("原因类别“%s…”不在列表中，请从列表中选择".formatted(kind.substring(0, LONGEST_CATEGORY)));
        }
        LocalDate review = rules.reviewDay(reviewOn, item, today());
        pauses.ask(
                pauseId,
                kind,
                Answer.required(explanation, "请填写情况说明"),
                Answer.required(controls, "请填写挂账期间的管控措施"),
                review,
                by);
        log.append(problemId, by, "申请挂账", "%s，复核日期 %s：%s".formatted(kind, review, Answer.text(explanation)));
    }

    /** Whether the request was submitted. */
    public boolean submitted(long pauseId) {
        return pauses.find(pauseId).state() == State.ASKED;
    }

    /** Drops a request that nobody submitted in time, so that another can be begun. */
    public void lapse(long problemId, long pauseId) {
        pauses.hold(problemId);
        pauses.giveUp(pauseId, State.DRAFT, State.LAPSED);
        log.append(
                problemId,
                null,
                "挂账申请作废",
                "%s发起后未按时提交".formatted(pauses.find(pauseId).asker()));
    }

    /** Returns the request, as text for the form of whoever decides. */
    public String request(long problemId, long pauseId) {
        return texts.request(items.find(problemId), pauses.find(pauseId), today());
    }

    /** Returns the review date that the unit asks for. */
    public String askedReviewDay(long pauseId) {
        return Objects.toString(pauses.find(pauseId).reviewOn(), "");
    }

    /** Agrees, with that review date or another, or declines with reasons; never by the unit that asks. */
    public void decide(
            long problemId,
            long pauseId,
            String by,
            String decision,
            @Nullable String reviewOn,
            @Nullable String opinion) {
        pauses.hold(problemId);
        Pause pause = pauses.find(pauseId);
        if (pause.unit().equals(people.unitOf(by))) {
            throw new Refused("不能审批本单位的挂账申请，请由其他单位审批");
        }
        if (Answer.of(decision, "agree", "decline").equals("decline")) {
            String reasons = Answer.required(opinion, "不同意挂账必须写明理由，请填写“审批意见”");
            pauses.decide(pauseId, State.DECLINED, Objects.requireNonNull(pause.reviewOn()), reasons, by);
            log.append(problemId, by, "不同意挂账", reasons);
            outbox.tellUnit(pause.unit(), problemId, "pause-declined", today(), Map.of());
            return;
        }
        Item item = items.find(problemId);
        rules.requireAllowed(item, pause, today());
        LocalDate review = rules.reviewDay(reviewOn, item, today());
        pauses.decide(pauseId, State.ASKED, review, Answer.text(opinion), by);
        log.append(problemId, by, "同意挂账", "自 %s 起计时暂停，复核日期 %s。%s".formatted(today(), review, Answer.text(opinion)));
    }

    /** Whether the request was agreed to. */
    public boolean agreed(long pauseId) {
        return pauses.find(pauseId).state() == State.ASKED;
    }

    /** Stops the item's clock. */
    public void pauseClock(long problemId, long pauseId) {
        Item item = items.find(problemId);
        Pause pause = pauses.find(pauseId);
        LocalDate review = Objects.requireNonNull(pause.reviewOn());
        int reminder = rules.ruleOf(item, today()).reminderWorkingDays();
        stoppedClock.stop(item);
        pauses.run(pauseId, today(), moments.of(review, reminder, workingDays));
        outbox.tellUnit(pause.unit(), problemId, "paused", today(), Map.of("reviewOn", review));
    }

    /** Returns when the office is reminded of the review date. */
    public Date remindsAt(long pauseId) {
        return Date.from(Objects.requireNonNull(pauses.find(pauseId).remindsAt()));
    }

    /** Reminds the office to review the pause; nobody if it was agreed for less time than the reminder comes ahead. */
    public void remindOffice(long problemId, long pauseId) {
        Pause pause = pauses.find(pauseId);
        LocalDate review = Objects.requireNonNull(pause.reviewOn());
        if (Objects.requireNonNull(pause.remindsAt()).isBefore(Objects.requireNonNull(pause.decidedAt()))) {
            return;
        }
        outbox.tellUnit(decidingUnit(pauseId), problemId, "pause-review", review, Map.of("reviewOn", review));
        log.append(problemId, null, "挂账复核提醒", "复核日期 %s，到期自动恢复计时".formatted(review));
    }

    /** Returns when the clock goes on by itself. */
    public Date wakesAt(long pauseId) {
        return Date.from(Objects.requireNonNull(pauses.find(pauseId).wakesAt()));
    }

    /** Sets the item's clock going again with the time that was left, and tells the unit and whoever decided. */
    public void resumeClock(long problemId, long pauseId) {
        pauses.hold(problemId);
        Item item = items.find(problemId);
        Pause pause = pauses.find(pauseId);
        boolean early = pause.resumedBy() != null;
        LocalDate wakes = LocalDate.ofInstant(Objects.requireNonNull(pause.wakesAt()), WorkingDays.ZONE);
        LocalDate from = early ? today() : wakes;
        String why = early ? "提前恢复：" + pause.resumeReason() : "复核日期已到，自动恢复";
        int days = stoppedClock.start(
                item, from, "%s 至 %s 挂账（%s）".formatted(pause.pausedOn(), from, pause.category()), pause.resumedBy());
        pauses.end(pauseId, from);
        LocalDate deadline = items.find(problemId).approvedDeadline();
        log.append(problemId, pause.resumedBy(), "恢复计时", texts.resumed(item, deadline, days) + why);
        List.of(item.leadUnit(), decidingUnit(pauseId))
                .forEach(unit -> outbox.tellUnit(unit, problemId, "resumed", today(), Map.of("days", days)));
    }

    /** Ends the request or the pause together with the item. */
    public void endWithItem(long problemId, long pauseId) {
        Pause pause = pauses.find(pauseId);
        if (pause.state() != State.RUNNING) {
            pauses.giveUp(pauseId, pause.state(), State.LAPSED);
            return;
        }
        int days = stoppedClock.settle(items.find(problemId), "%s 起挂账，销号时结束".formatted(pause.pausedOn()));
        pauses.end(pauseId, today());
        log.append(problemId, null, "挂账结束", "问题已销号，挂账期间的 %d 个工作日不计入时限".formatted(days));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

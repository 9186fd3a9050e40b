package safecity.extension;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.extension.Extension.State;
import safecity.identity.People;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;

/** 延期: what {@code extension.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("extension")
public class ExtensionSteps {

    private final Items items;
    private final ItemLog log;
    private final Deadlines deadlines;
    private final Extensions extensions;
    private final ExtensionRules rules;
    private final ExtensionTexts texts;
    private final People people;
    private final WorkingDays workingDays;
    private final ExtensionAnswers answers;
    private final Clock clock;

    ExtensionSteps(
            Items items,
            ItemLog log,
            Deadlines deadlines,
            Extensions extensions,
            ExtensionRules rules,
            ExtensionTexts texts,
            People people,
            WorkingDays workingDays,
            ExtensionAnswers answers,
            Clock clock) {
        this.items = items;
        this.log = log;
        this.deadlines = deadlines;
        this.extensions = extensions;
        this.rules = rules;
        this.texts = texts;
        this.people = people;
        this.workingDays = workingDays;
        this.answers = answers;
        this.clock = clock;
    }

    /** Returns the code of the unit that asks. */
    public String askingUnit(long extensionId) {
        return extensions.find(extensionId).unit();
    }

    /** Returns the login of who began the request, and so fills it in. */
    public String asker(long extensionId) {
        return extensions.find(extensionId).startedBy();
    }

    /** Returns the end of the last day on which more time may be asked. */
    public DueDate lastDayToAsk(long problemId) {
        Item item = items.find(problemId);
        return workingDays.dueBefore(item.approvedDeadline(), rules.terms(item).lastDayBefore());
    }

    /** Returns until when, how often and how long, for the top of the form. */
    public String conditions(long problemId) {
        return texts.conditions(items.find(problemId));
    }

    /** Hands the request in, or gives it up. What was allowed at the press of the button must still be. */
    public void ask(
            long problemId,
            long extensionId,
            String by,
            String decision,
            @Nullable Object askedDays,
            @Nullable String reason,
            @Nullable String controlMeasures) {
        if (Answer.of(decision, "submit", "abandon").equals("abandon")) {
            extensions.end(extensionId, State.DRAFT, State.ABANDONED);
            log.append(problemId, by, "放弃延期申请", "");
            return;
        }
        Item item = items.find(problemId);
        rules.requireAskable(item);
        int days = Answer.wholeNumber(askedDays, "请填写申请延期的工作日数，要是整数");
        rules.requireWithin(item, days);
        String why = Answer.required(reason, "请填写延期原因");
        String control = Answer.required(controlMeasures, "请填写延期期间的临时管控措施");
        extensions.ask(extensionId, days, why, control, by);
        log.append(
                problemId,
                by,
                "申请延期",
                "申请延期 %d 个工作日，至 %s。原因：%s。临时管控措施：%s"
                        .formatted(days, later(item, days).day(), unended(why), control));
    }

    /** Whether the request was handed in. */
    public boolean asked(long extensionId) {
        return extensions.find(extensionId).state() == State.ASKED;
    }

    /** Whether another unit than the one that decides supervises the item. */
    public boolean opinionNeeded(long problemId) {
        return !supervisingUnit(problemId).equals(decidingUnit(problemId));
    }

    /** Returns the code of the unit that verifies the item. */
    public String supervisingUnit(long problemId) {
        return items.find(problemId).verifyingUnit();
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns what is asked for and why, and what was said about it, for the top of a form. */
    public String request(long problemId, long extensionId) {
        return texts.request(items.find(problemId), extensions.find(extensionId));
    }

    /** Notes what the supervising unit thinks; it does not decide. */
    public void giveOpinion(long problemId, long extensionId, String by, String decision, @Nullable String opinion) {
        boolean supported = Answer.of(decision, "support", "object").equals("support");
        String said = Answer.required(opinion, "请填写督办意见");
        String unit = requireOtherThanAsked(extensionId, by);
        extensions.giveOpinion(extensionId, supported, said, by, unit);
        log.append(problemId, by, "签署延期意见", (supported ? "同意延期：" : "不同意延期：") + said);
    }

    /** Returns the code of the unit that decides. */
    public String decidingUnit(long problemId) {
        return rules.terms(items.find(problemId)).decidingUnit();
    }

    /** Returns the end of the last day for the decision, counted from today. */
    public DueDate decideBy(long problemId) {
        return rules.decideBy(items.find(problemId));
    }

    /** Returns the working days asked for. */
    public int askedDays(long extensionId) {
        Integer days = extensions.find(extensionId).askedDays();
        return days == null ? 0 : days;
    }

    /** Grants all or part of what was asked, or refuses. An item that fell overdue meanwhile may still be granted it: it was asked in time. */
    public void decide(
            long problemId,
            long extensionId,
            String by,
            String decision,
            @Nullable Object grantedDays,
            @Nullable String opinion) {
        boolean grants = Answer.of(decision, "grant", "refuse").equals("grant");
        String said = Answer.required(opinion, grants ? "请填写审批意见" : "不批准延期的，请在审批意见里写明理由");
        String unit = requireOtherThanAsked(extensionId, by);
        if (!grants) {
            extensions.decide(extensionId, null, said, by, unit);
            return;
        }
        int days = Answer.wholeNumber(grantedDays, "请填写批准延期的工作日数，要是整数");
        int asked = askedDays(extensionId);
        if (days > asked) {
            throw new Refused("批准的天数不能多于申请的 %d 个工作日，填写的是 %d".formatted(asked, days));
        }
        rules.requireWithin(items.find(problemId), days);
        extensions.decide(extensionId, days, said, by, unit);
    }

    /** Whether more time was granted. */
    public boolean granted(long extensionId) {
        return extensions.find(extensionId).grantedDays() != null;
    }

    /** Moves the deadline, and with it the tasks that are due on it and the ladder. */
    public void grant(long problemId, long extensionId) {
        Item item = items.find(problemId);
        Extension extension = extensions.find(extensionId);
        int days = extension.grantedDays() == null ? 0 : extension.grantedDays();
        Deadline moved =
                deadlines.postpone(item, Cause.EXTENSION, days, Answer.text(extension.reason()), extension.decidedBy());
        extensions.end(extensionId, State.ASKED, State.GRANTED);
        log.append(
                problemId,
                extension.decidedBy(),
                "批准延期",
                "延期 %d 个工作日，现行时限由 %s 改为 %s。%s"
                        .formatted(days, item.approvedDeadline(), moved.day(), Answer.text(extension.decision())));
        answers.tell(extension, "extension-granted");
    }

    /** Leaves the deadline as it is. */
    public void refuse(long problemId, long extensionId) {
        Extension extension = extensions.find(extensionId);
        extensions.end(extensionId, State.ASKED, State.REFUSED);
        log.append(problemId, extension.decidedBy(), "不批准延期", Answer.text(extension.decision()));
        answers.tell(extension, "extension-refused");
    }

    /** Drafts the answer for signature that grants more time. */
    public void draftApproval(long problemId, long extensionId, String kind) {
        answers.draft(extensions.find(extensionId), kind);
    }

    /** Drafts the answer for signature that does not. */
    public void draftDenial(long problemId, long extensionId, String kind) {
        answers.draft(extensions.find(extensionId), kind);
    }

    /** Ends a request that its item's closing has overtaken. */
    public void noteClosing(long problemId, long extensionId) {
        extensions.end(extensionId, extensions.find(extensionId).state(), State.LAPSED);
        log.append(problemId, null, "延期申请终止", "问题已销号，延期申请不再办理");
    }

    private String requireOtherThanAsked(long extensionId, String by) {
        Extension extension = extensions.find(extensionId);
        String unit = people.unitOf(by);
        if (unit.equals(extension.unit()) || by.equals(extension.askedBy())) {
            throw new Refused("申请延期的单位和人员不能办理自己的申请，请由其他单位办理");
        }
        return unit;
    }

    /** A person's sentence without its full stop, for the middle of ours. */
    private static String unended(String sentence) {
        return sentence.replaceFirst("[。.；;]+$", "");
    }

    private Deadline later(Item item, int days) {
        return workingDays.deadline(item.approvedDeadline(), days);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

package safecity.slip;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.document.Document;
import safecity.document.DocumentKind.Lapse;
import safecity.document.DocumentRegister;
import safecity.document.DocumentState;
import safecity.document.Documents;
import safecity.document.LetterWriter;
import safecity.document.Reply;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.document.Serving;
import safecity.engine.FormText;
import safecity.engine.SharedFilters;
import safecity.engine.Steps;
import safecity.item.Items;
import safecity.unit.Units;

/** 督办文书: what {@code slip.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("slip")
public class SlipSteps {

    private final Documents documents;
    private final DocumentRegister register;
    private final LetterWriter writer;
    private final Items items;
    private final WorkingDays workingDays;
    private final SlipDrafts drafts;
    private final SlipDeliveries deliveries;
    private final SlipReplies replies;
    private final Clock clock;

    SlipSteps(
            Documents documents,
            DocumentRegister register,
            LetterWriter writer,
            Items items,
            WorkingDays workingDays,
            SlipDrafts drafts,
            SlipDeliveries deliveries,
            SlipReplies replies,
            Clock clock) {
        this.documents = documents;
        this.register = register;
        this.writer = writer;
        this.items = items;
        this.workingDays = workingDays;
        this.drafts = drafts;
        this.deliveries = deliveries;
        this.replies = replies;
        this.clock = clock;
    }

    /** Takes the document on, unless another instance has it already. */
    public void openSlip(long slipId, String instance) {
        documents.open(slipId, instance);
    }

    /** Whether this instance is the one that carries the document. */
    public boolean firstOpened(long slipId, String instance) {
        return instance.equals(register.find(slipId).instance());
    }

    /** Returns the code of the unit that decides whether the document goes out. */
    public String signer(long slipId) {
        return register.find(slipId).kind().signer();
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns the letter, as text for a form: as it went out, or would today. */
    public String letter(long slipId) {
        return FormText.quoted(writer.plain(register.find(slipId)));
    }

    /** Returns what the form of who decides on it starts from. */
    public SlipDrafts.Signing signing(long slipId) {
        return SlipDrafts.Signing.of(register.find(slipId));
    }

    /** Has the draft issued, perhaps with a further demand, or ends it with reasons. Who drafted it does not issue it. */
    public void decideIssue(
            long slipId,
            String by,
            String decision,
            @Nullable String demand,
            @Nullable String serving,
            @Nullable String reason) {
        drafts.decide(slipId, by, decision, demand, serving, reason);
    }

    /** The same of models that serve everything by the system. */
    public void decideIssue(long slipId, String by, String decision, @Nullable String demand, @Nullable String reason) {
        decideIssue(slipId, by, decision, demand, "system", reason);
    }

    /** Whether the draft is to go out. */
    public boolean issueDecided(long slipId) {
        return register.find(slipId).state() == DocumentState.DRAFT;
    }

    /** Whether a draft still has its ground after the item was closed or its clock changed, as its kind says. */
    public boolean draftStillNeeded(long problemId, long slipId) {
        return drafts.stillNeeded(items.find(problemId), slipId);
    }

    /** Whether the item is past its deadline with its clock running; models of before ask for it. */
    public boolean stillOverdue(long problemId) {
        return items.find(problemId).overdueOn(today());
    }

    /** Ends a draft that has lost its ground. */
    public void lapse(long problemId, long slipId) {
        drafts.lapse(problemId, slipId);
    }

    /** Gives the document its number and freezes its text; what the system serves is with its recipient from now on. */
    public void issue(long problemId, long slipId) {
        drafts.issue(slipId);
    }

    /** Whether it is served in a way: {@code WRITTEN} or {@code PUBLICATION}; else the system does it. */
    public boolean served(long slipId, String way) {
        return register.find(slipId).serving() == Serving.valueOf(way);
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Records how, when and by whom it was served on paper: not before it was issued, not in the future. */
    public void deliver(
            long slipId,
            String by,
            @Nullable String servedHow,
            @Nullable String servedOn,
            @Nullable String server,
            @Nullable String note) {
        deliveries.deliver(slipId, by, servedHow, servedOn, server, note);
    }

    /** Returns the code of the unit that acts for the recipient: the recipient, for a body outside the system the office. */
    public String recipient(long slipId) {
        return Objects.requireNonNullElse(register.find(slipId).recipient(), Units.OFFICE);
    }

    /** Returns what the form of who signs for it says. */
    public SlipDeliveries.Receipt receipt(long slipId) {
        return SlipDeliveries.Receipt.of(register.find(slipId));
    }

    /** Notes that the recipient has it; for a body outside the system who received it there, as the proof of service says. */
    public void signForSlip(
            long problemId, long slipId, String by, @Nullable String receivedBy, @Nullable String receivedOn) {
        deliveries.sign(slipId, by, receivedBy, receivedOn);
    }

    /** The same of models in which every recipient is in the system. */
    public void signForSlip(long problemId, long slipId, String by) {
        signForSlip(problemId, slipId, by, null, null);
    }

    /** Whether the recipient has to reply. */
    public boolean replyNeeded(long slipId) {
        return register.find(slipId).kind().needsReply();
    }

    /** Returns the end of the last day to reply: as the letter says, later only if the calendar changed; for a returned reply some days from today. */
    public DueDate replyDue(long slipId) {
        Document document = register.find(slipId);
        @Nullable LocalDate replyBy = document.replyBy();
        @Nullable LocalDate issuedOn = document.issuedOn();
        return replyBy == null || issuedOn == null || !returnReasons(slipId).isEmpty()
                ? dueIn(document.kind().againDays())
                : workingDays.dueIn(issuedOn, document.kind().replyDays(), replyBy);
    }

    /** Returns the priority by which the filter 被退回 finds what came back. */
    public int priority(long slipId) {
        return replies.returned(slipId) ? SharedFilters.RETURNED_PRIORITY : SharedFilters.ORDINARY_PRIORITY;
    }

    /** Returns why the last reply was returned; empty if none was. */
    public String returnReasons(long slipId) {
        return replies.returnReasons(slipId);
    }

    /** Returns the last reply, which the next one starts from; empty before the first. */
    public String lastReply(long slipId) {
        return replies.lastReply(slipId);
    }

    /** Files the recipient's reply. */
    public void reply(long problemId, long slipId, String by, @Nullable String answer) {
        replies.reply(slipId, by, answer);
    }

    /** Returns the code of the unit that judges the reply: the office, and for what was addressed to the office the leading group. */
    public String reviewer(long slipId) {
        return recipient(slipId).equals(Units.OFFICE) ? Units.LEADING_GROUP : Units.OFFICE;
    }

    /** Returns name, number and recipient, for the top of a form. */
    public String heading(long slipId) {
        Document document = register.find(slipId);
        String reply = document.replyBy() == null ? "" : "，回复期限 " + document.replyBy();
        return FormText.quoted("%s，主送%s%s".formatted(document.label(), document.recipientName(), reply));
    }

    /** Returns the reply to judge, as text for the form. */
    public String answerText(long slipId) {
        return FormText.quoted(replies.lastReply(slipId));
    }

    /** Accepts the reply, or returns it with reasons. */
    public void reviewReply(long problemId, long slipId, String by, String decision, @Nullable String opinion) {
        replies.review(slipId, by, decision, opinion);
    }

    /** Whether the office accepted the reply. */
    public boolean replyAccepted(long slipId) {
        return register.find(slipId).state() == DocumentState.DONE;
    }

    /** Tells the recipient that the document was withdrawn. */
    public void tellWithdrawal(long problemId, long slipId) {
        deliveries.tellWithdrawal(slipId);
    }

    /** Whether what is out ends with its item, as its kind says. */
    public boolean endsWithItem(long slipId) {
        return register.find(slipId).kind().lapses() != Lapse.NEVER;
    }

    /** Ends what is out because the item was closed. */
    public void endWithItem(long problemId, long slipId) {
        deliveries.endWithItem(slipId);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

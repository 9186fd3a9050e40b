package safecity.slip;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.DocumentState;
import safecity.document.Documents;
import safecity.document.LetterWriter;
import safecity.document.Reply;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.SharedFilters;
import safecity.engine.Steps;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.notice.Outbox;
import safecity.unit.Units;

/** 督办文书: what {@code slip.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("slip")
public class SlipSteps {

    private final Documents documents;
    private final DocumentRegister register;
    private final LetterWriter writer;
    private final Items items;
    private final ItemLog log;
    private final WorkingDays workingDays;
    private final Outbox outbox;
    private final Clock clock;

    SlipSteps(
            Documents documents,
            DocumentRegister register,
            LetterWriter writer,
            Items items,
            ItemLog log,
            WorkingDays workingDays,
            Outbox outbox,
            Clock clock) {
        this.documents = documents;
        this.register = register;
        this.writer = writer;
        this.items = items;
        this.log = log;
        this.workingDays = workingDays;
        this.outbox = outbox;
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

    /** Has the draft issued, perhaps with a further demand, or ends it with reasons. */
    public void decideIssue(long slipId, String by, String decision, @Nullable String demand, @Nullable String reason) {
        if (Answer.of(decision, "issue", "refuse").equals("issue")) {
            documents.decide(slipId, by, Answer.text(demand));
        } else {
            documents.refuse(slipId, by, Answer.required(reason, "不予签发必须写明理由，请填写“不予签发的理由”"));
        }
    }

    /** Whether the draft is to go out. */
    public boolean issueDecided(long slipId) {
        return register.find(slipId).state() == DocumentState.DRAFT;
    }

    /** Whether a draft still has its ground after the item's clock changed: its kind does not ask for lateness, or the item is late still. */
    public boolean draftStillNeeded(long problemId, long slipId) {
        return !register.find(slipId).kind().lapses() || stillOverdue(problemId);
    }

    /** Whether the item is past its deadline with its clock running. */
    public boolean stillOverdue(long problemId) {
        Item item = items.find(problemId);
        return item.pausedOn() == null && today().isAfter(item.approvedDeadline());
    }

    /** Ends a draft that has lost its ground. */
    public void lapse(long problemId, long slipId) {
        boolean closed = items.find(problemId).status() == Status.CLOSED;
        documents.refuse(slipId, null, closed ? "问题已销号，草稿自行失效" : "问题的时限已变，不再超期，草稿自行失效");
    }

    /** Gives the document its number, freezes its text and sends it to the recipient. */
    public void issue(long problemId, long slipId) {
        Document issued = documents.issue(slipId);
        log.append(
                problemId,
                issued.decidedBy(),
                "签发文书",
                "%s，主送%s，请于 %s 前书面回复".formatted(issued.label(), issued.recipientName(), issued.replyBy()));
        tellRecipient(issued, "document-issued");
    }

    /** Returns the code of the unit that the document is addressed to. */
    public String recipient(long slipId) {
        return register.find(slipId).recipient();
    }

    /** Notes that the recipient has it. */
    public void signForSlip(long problemId, long slipId, String by) {
        documents.sign(slipId, by);
        log.append(problemId, by, "签收文书", register.find(slipId).label());
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
        return returnReasons(slipId).isEmpty() ? SharedFilters.ORDINARY_PRIORITY : SharedFilters.RETURNED_PRIORITY;
    }

    /** Returns why the last reply was returned; empty if none was. */
    public String returnReasons(long slipId) {
        @Nullable Reply last = last(slipId);
        return last == null || !Boolean.FALSE.equals(last.accepted()) ? "" : FormText.quoted(last.opinion());
    }

    /** Returns the last reply, which the next one starts from; empty before the first. */
    public String lastReply(long slipId) {
        @Nullable Reply last = last(slipId);
        return last == null ? "" : last.text();
    }

    /** Files the recipient's reply. */
    public void reply(long problemId, long slipId, String by, @Nullable String answer) {
        documents.reply(slipId, by, Answer.required(answer, "请填写回复内容"));
        log.append(problemId, by, "书面回复", register.find(slipId).label());
    }

    /** Returns the code of the unit that judges the reply: the office, and for what was addressed to the office the leading group. */
    public String reviewer(long slipId) {
        return recipient(slipId).equals(Units.OFFICE) ? Units.LEADING_GROUP : Units.OFFICE;
    }

    /** Returns name, number and recipient, for the top of a form. */
    public String heading(long slipId) {
        Document document = register.find(slipId);
        return FormText.quoted(
                "%s，主送%s，回复期限 %s".formatted(document.label(), document.recipientName(), document.replyBy()));
    }

    /** Returns the reply to judge, as text for the form. */
    public String answerText(long slipId) {
        return FormText.quoted(lastReply(slipId));
    }

    /** Accepts the reply, or returns it with reasons. */
    public void reviewReply(long problemId, long slipId, String by, String decision, @Nullable String opinion) {
        boolean accepted = Answer.of(decision, "accept", "return").equals("accept");
        String said = accepted ? Answer.text(opinion) : Answer.required(opinion, "退回重报必须写明原因，请填写“审核说明”");
        documents.review(slipId, by, accepted, said);
        Document document = register.find(slipId);
        log.append(
                problemId,
                by,
                accepted ? "认可回复" : "退回回复",
                said.isEmpty() ? document.label() : document.label() + "：" + said);
        if (!accepted) {
            int round = register.replies(slipId).size();
            outbox.tellUnit(
                    document.recipient(),
                    problemId,
                    "reply-returned",
                    today(),
                    "document %d reply %d".formatted(slipId, round),
                    facts(document));
        }
    }

    /** Whether the office accepted the reply. */
    public boolean replyAccepted(long slipId) {
        return register.find(slipId).state() == DocumentState.DONE;
    }

    /** Tells the recipient that the document was withdrawn. */
    public void tellWithdrawal(long problemId, long slipId) {
        tellRecipient(register.find(slipId), "document-withdrawn");
    }

    /** Ends what is out because the item was closed. */
    public void endWithItem(long problemId, long slipId) {
        documents.endWithItem(slipId, "问题已销号，未完的签收和回复随之办结");
        log.append(problemId, null, "文书办结", register.find(slipId).label() + "：问题已销号，未完的签收和回复随之办结");
    }

    private void tellRecipient(Document document, String kind) {
        outbox.tellUnit(
                document.recipient(), document.itemId(), kind, today(), "document " + document.id(), facts(document));
    }

    private static Map<String, Object> facts(Document document) {
        return Map.of(
                "document", document.label(),
                "recipient", document.recipientName(),
                "path", document.path(),
                "replyBy", document.replyBy() == null ? "" : document.replyBy().toString());
    }

    private @Nullable Reply last(long slipId) {
        List<Reply> replies = register.replies(slipId);
        return replies.isEmpty() ? null : replies.get(replies.size() - 1);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

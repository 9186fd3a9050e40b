package safecity.slip;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.document.Serving;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;

/** 签发: whether a draft goes out, how it is to be served, and when it has lost its ground. */
@Component
public class SlipDrafts {

    private final Documents documents;
    private final DocumentRegister register;
    private final Items items;
    private final SlipNotices notices;
    private final Processes processes;
    private final ItemLog log;
    private final Clock clock;

    SlipDrafts(
            Documents documents,
            DocumentRegister register,
            Items items,
            SlipNotices notices,
            Processes processes,
            ItemLog log,
            Clock clock) {
        this.documents = documents;
        this.register = register;
        this.items = items;
        this.notices = notices;
        this.processes = processes;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What the form of who decides starts from.
     *
     * @param demand      what was demanded when it was drafted by hand
     * @param serving     {@code system} or {@code written}, as its kind has it
     * @param servingOpen {@code no} if publishing it is the only way to serve it
     */
    public record Signing(String demand, String serving, String servingOpen) {
        static Signing of(Document draft) {
            String serving = draft.serving().name().toLowerCase(Locale.ROOT);
            return new Signing(draft.demand(), serving, draft.kind().published() ? "no" : "yes");
        }
    }

    /** Decides on a draft; what is null was not asked, so that the draft's own demand and its kind's way of serving stand. */
    void decide(
            long slipId,
            String by,
            String decision,
            @Nullable String demand,
            @Nullable String serving,
            @Nullable String reason) {
        if (Answer.of(decision, "issue", "refuse").equals("issue")) {
            Document draft = register.find(slipId);
            documents.decide(
                    slipId,
                    by,
                    demand == null ? draft.demand() : Answer.text(demand),
                    chosen(draft, Answer.text(serving)));
        } else {
            documents.refuse(slipId, by, Answer.required(reason, "不予签发必须写明理由，请填写“不予签发的理由”"));
        }
    }

    private static Serving chosen(Document draft, String serving) {
        return serving.isEmpty() || draft.kind().published()
                ? draft.serving()
                : Serving.valueOf(Answer.of(serving, "system", "written").toUpperCase(Locale.ROOT));
    }

    /** Issues a draft; whoever waits for an announcement of its kind is told. */
    void issue(long slipId) {
        Document issued = documents.issue(slipId);
        String reply = issued.replyBy() == null ? "" : "，请于 %s 前书面回复".formatted(issued.replyBy());
        String said = "%s，主送%s%s".formatted(issued.label(), issued.recipientName(), reply);
        log.appendOfDocument(issued.itemId(), issued.decidedBy(), "签发文书", said, slipId);
        notices.served(issued);
        if (issued.kind().published()) {
            processes.tell(issued.kind().code() + "-issued", issued.itemNumber());
        }
    }

    boolean stillNeeded(Item item, long slipId) {
        boolean open = item.status() != Status.CLOSED;
        return switch (register.find(slipId).kind().lapses()) {
            case TIMELY -> open && item.overdueOn(LocalDate.now(clock));
            case CLOSED -> open;
            case NEVER -> true;
        };
    }

    void lapse(long problemId, long slipId) {
        boolean closed = items.find(problemId).status() == Status.CLOSED;
        documents.refuse(slipId, null, closed ? "问题已销号，草稿自行失效" : "问题的时限已变，不再超期，草稿自行失效");
    }
}

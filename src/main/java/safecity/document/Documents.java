package safecity.document;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/** 文书登记: every move of a document, each guarded by the state that it leaves. Runs in the caller's transaction. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Documents {

    private final JdbcClient jdbc;
    private final Drafts drafts;
    private final LetterWriter writer;
    private final DocumentNumbers numbers;
    private final IssuedFiles files;
    private final Deliveries deliveries;
    private final DocumentReplies replies;
    private final DocumentRegister register;
    private final Clock clock;

    Documents(
            JdbcClient jdbc,
            Drafts drafts,
            LetterWriter writer,
            DocumentNumbers numbers,
            IssuedFiles files,
            Deliveries deliveries,
            DocumentReplies replies,
            DocumentRegister register,
            Clock clock) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        this.writer = writer;
        this.numbers = numbers;
        this.files = files;
        this.deliveries = deliveries;
        this.replies = replies;
        this.register = register;
        this.clock = clock;
    }

    /**
     * Drafts a document of a process to a unit, about the item itself; see {@link Drafts#add}.
     *
     * @param kind          code in {@code config/documents/kinds.csv}, such as {@code supervision-letter}
     * @param recipientUnit code of the unit that it is addressed to
     * @param occasion      why, in half a sentence that the text carries on: 该问题超过整改时限 3 个工作日
     */
    public long draft(long itemId, String kind, String recipientUnit, String occasion) {
        return drafts.add(Draft.to(recipientUnit, itemId, kind, occasion, "", Map.of()));
    }

    /** Notes which process carries the document; does nothing if one does already, for a document has one at most. */
    public void open(long id, String instance) {
        jdbc.sql("update safecity.document set instance = :instance where id = :id and instance is null")
                .param("id", id)
                .param("instance", instance)
                .update();
    }

    /**
     * Notes that a person decided to issue a draft, and how it is to be served.
     *
     * @param demand what is demanded beyond the text; may be empty
     * @throws Refused if it is not a draft any more, the person drafted it, or it cannot be served so
     */
    public void decide(long id, String by, String demand, Serving serving) {
        Document draft = register.find(id);
        if (by.equals(draft.draftedBy())) {
            throw new Refused("不能签发自己拟的文书，请由其他人员签发");
        }
        if (draft.outside() && serving == Serving.SYSTEM) {
            throw new Refused("%s不在本系统内，只能书面送达".formatted(draft.recipientName()));
        }
        if (draft.kind().published() != (serving == Serving.PUBLICATION)) {
            throw new Refused(
                    "%s的送达方式只能是%s".formatted(draft.kind().label(), draft.kind().published() ? "公告送达" : "系统送达或书面送达"));
        }
        require(
                "该文书已经签发、撤销或失效",
                jdbc.sql("""
                update safecity.document set decided_by = :by, decided_at = :now, demand = :demand, serving = :serving
                 where id = :id and status = 'DRAFT' and decided_at is null""")
                        .param("id", id)
                        .param("by", by)
                        .param("demand", demand)
                        .param("serving", serving.name())
                        .param("now", now())
                        .update());
    }

    /**
     * Ends a draft that does not go out.
     *
     * @param by login of who decided so; null if it lapsed by itself
     */
    public void refuse(long id, @Nullable String by, String reason) {
        require(
                "该文书已经签发、撤销或失效",
                jdbc.sql("""
                update safecity.document
                   set status = 'NOT_ISSUED', decided_by = :by, decided_at = :now, ended_by = :by, ended_at = :now, reason = :reason
                 where id = :id and status = 'DRAFT'""")
                        .param("id", id)
                        .param("by", by)
                        .param("reason", reason)
                        .param("now", now())
                        .update());
    }

    /**
     * Issues a draft that was decided on: gives it the next number of its kind and year, freezes its Word file, and serves it if the system does that.
     * Numbers have no gap, for whoever is rolled back gives the number back, and whoever comes at the same time waits.
     */
    public Document issue(long id) {
        Document draft = register.find(id);
        LocalDate today = LocalDate.now(clock);
        LetterFacts facts = writer.factsForIssue(draft, today);
        String number = numbers.next(draft.kind(), today.getYear());
        require(
                "该文书未经签发，或已经发出",
                jdbc.sql("""
                update safecity.document
                   set status = 'TO_SERVE', number = :number, file = :file, reply_by = :replyBy, issued_at = :now
                 where id = :id and status = 'DRAFT' and decided_at is not null""")
                        .param("id", id)
                        .param("number", number)
                        .param("file", files.keep(writer.write(draft, facts.numbered(number))))
                        .param("replyBy", writer.replyBy(draft, today))
                        .param("now", now())
                        .update());
        if (draft.serving() == Serving.SYSTEM) {
            deliveries.serve(id, Serving.SYSTEM.label(), today, "系统", "", null);
        }
        return register.find(id);
    }

    /** Notes how (送达方式), on which day and by whom (送达人) a document was served on paper. */
    public void deliver(long id, String how, LocalDate on, String server, String note, String by) {
        deliveries.serve(id, how, on, server, note, by);
    }

    /** Notes that an announcement was published, which is the end of it. */
    public void publish(long id, String place, LocalDate on, String by) {
        deliveries.serve(id, Serving.PUBLICATION.label(), on, "", place, by);
        end(id, DocumentState.ISSUED, DocumentState.DONE, by, "");
    }

    /** Notes that the recipient signed for it, which is the end of it if no reply is needed. */
    public void sign(long id, String by) {
        require("该文书还没有送达，或已经签收、撤回", deliveries.sign(id, by));
        if (!register.find(id).kind().needsReply()) {
            end(id, DocumentState.SIGNED, DocumentState.DONE, by, "");
        }
    }

    /** Notes who received it of a body outside the system, as the proof of service says. */
    public void receive(long id, String receivedBy, LocalDate on, String by) {
        deliveries.receive(id, receivedBy, on);
        sign(id, by);
    }

    /** Files the recipient's reply. */
    public void reply(long id, String by, String text) {
        move(id, DocumentState.SIGNED, DocumentState.REPLIED);
        replies.add(id, by, text);
    }

    /**
     * Judges the reply: accepted ends the document, otherwise the recipient replies again.
     *
     * @throws Refused if the person wrote the reply
     */
    public void review(long id, String by, boolean accepted, String opinion) {
        if (register.replies(id).stream().anyMatch(reply -> reply.repliedBy().equals(by))) {
            throw new Refused("不能审核自己提交的回复，请由其他人员审核");
        }
        require("该文书的回复已经审核", replies.judge(id, by, accepted, opinion));
        if (accepted) {
            end(id, DocumentState.REPLIED, DocumentState.DONE, by, "");
        } else {
            move(id, DocumentState.REPLIED, DocumentState.SIGNED);
        }
    }

    /** Ends what is out because its item was closed. */
    public void endWithItem(long id, String reason) {
        end(id, register.find(id).state(), DocumentState.DONE, null, reason);
    }

    /**
     * Withdraws what is out; it stays in the register with the reason.
     *
     * @throws Refused if it is not out any more
     */
    public void withdraw(long id, String by, String reason) {
        DocumentState state = register.find(id).state();
        if (!state.open()) {
            throw new Refused("该文书%s，不能撤回".formatted(state.label()));
        }
        end(id, state, DocumentState.WITHDRAWN, by, reason);
    }

    private void move(long id, DocumentState from, DocumentState to) {
        require(
                "该文书的状态刚刚变了",
                jdbc.sql("update safecity.document set status = :to where id = :id and status = :from")
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .update());
    }

    private void end(long id, DocumentState from, DocumentState to, @Nullable String by, String reason) {
        require(
                "该文书的状态刚刚变了",
                jdbc.sql("""
                update safecity.document set status = :to, ended_by = :by, ended_at = :now, reason = :reason
                 where id = :id and status = :from""")
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("by", by)
                        .param("reason", reason)
                        .param("now", now())
                        .update());
    }

    private static void require(String otherwise, int rows) {
        if (rows != 1) {
            throw new Refused("%s，本次操作没有生效，请刷新后再看".formatted(otherwise));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package safecity.document;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;

/** 文书登记: every move of a document, each guarded by the state that it leaves. Runs in the caller's transaction. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Documents {

    private final JdbcClient jdbc;
    private final Items items;
    private final DocumentKinds kinds;
    private final LetterWriter writer;
    private final DocumentNumbers numbers;
    private final IssuedFiles files;
    private final DocumentReplies replies;
    private final DocumentRegister register;
    private final Clock clock;

    Documents(
            JdbcClient jdbc,
            Items items,
            DocumentKinds kinds,
            LetterWriter writer,
            DocumentNumbers numbers,
            IssuedFiles files,
            DocumentReplies replies,
            DocumentRegister register,
            Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.kinds = kinds;
        this.writer = writer;
        this.numbers = numbers;
        this.files = files;
        this.replies = replies;
        this.register = register;
        this.clock = clock;
    }

    /**
     * Drafts a document about an item. While a draft of the kind to the recipient still waits for its decision, that one is returned instead of a
     * second one.
     *
     * @param kind          code in {@code config/documents/kinds.csv}, such as {@code supervision-letter}
     * @param recipientUnit code of the unit that it is addressed to
     * @param occasion      why, in half a sentence that the text carries on: 该问题超过整改时限 3 个工作日
     * @return its id, which {@code slip.bpmn} is started with as {@code slipId}
     * @throws Refused if the kind is unknown or the item is closed
     */
    public long draft(long itemId, String kind, String recipientUnit, String occasion) {
        Item item = items.find(itemId);
        if (item.status() == Status.CLOSED) {
            throw new Refused("%s 已销号，不再拟发文书".formatted(item.number()));
        }
        return jdbc.sql("""
                insert into safecity.document as d (item_id, kind, recipient, occasion, status, drafted_at)
                values (:item, :kind, :recipient, :occasion, 'DRAFT', :now)
                on conflict (item_id, kind, recipient) where status = 'DRAFT' do update set occasion = d.occasion
                returning id""")
                .param("item", itemId)
                .param("kind", kinds.of(kind).code())
                .param("recipient", recipientUnit)
                .param("occasion", occasion)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    /** Notes which process carries the document; does nothing if one does already, for a document has one at most. */
    public void open(long id, String instance) {
        jdbc.sql("update safecity.document set instance = :instance where id = :id and instance is null")
                .param("id", id)
                .param("instance", instance)
                .update();
    }

    /**
     * Notes that a person decided to issue a draft.
     *
     * @param demand what is demanded beyond the text; may be empty
     */
    public void decide(long id, String by, String demand) {
        require(
                "该文书已经签发、撤销或失效",
                jdbc.sql("""
                update safecity.document set decided_by = :by, decided_at = :now, demand = :demand
                 where id = :id and status = 'DRAFT' and decided_at is null""")
                        .param("id", id)
                        .param("by", by)
                        .param("demand", demand)
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
     * Issues a draft that was decided on: gives it the next number of its kind and year and freezes its Word file. Numbers have no gap, for whoever is rolled
     * back gives the number back, and whoever comes at the same time waits.
     */
    public Document issue(long id) {
        Document draft = register.find(id);
        LocalDate today = LocalDate.now(clock);
        LocalDate replyBy = writer.replyBy(draft, today);
        LetterFacts facts = writer.factsForIssue(draft, today);
        String number = numbers.next(draft.kind(), today.getYear());
        require(
                "该文书未经签发，或已经发出",
                jdbc.sql("""
                update safecity.document
                   set status = 'ISSUED', number = :number, file = :file, reply_by = :replyBy, issued_at = :now
                 where id = :id and status = 'DRAFT' and decided_at is not null""")
                        .param("id", id)
                        .param("number", number)
                        .param("file", files.keep(writer.write(draft, facts.numbered(number))))
                        .param("replyBy", replyBy)
                        .param("now", now())
                        .update());
        return register.find(id);
    }

    /** Notes that the recipient signed for it. */
    public void sign(long id, String by) {
        require(
                "该文书已经签收或撤回",
                jdbc.sql("""
                update safecity.document set status = 'SIGNED', signed_by = :by, signed_at = :now
                 where id = :id and status = 'ISSUED'""")
                        .param("id", id)
                        .param("by", by)
                        .param("now", now())
                        .update());
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
        Document document = register.find(id);
        if (!document.state().open()) {
            throw new Refused(
                    "%s %s，不能撤回".formatted(document.label(), document.state().label()));
        }
        end(id, document.state(), DocumentState.WITHDRAWN, by, reason);
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

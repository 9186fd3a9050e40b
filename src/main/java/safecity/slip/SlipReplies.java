package safecity.slip;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.document.Reply;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.item.ItemLog;

/** 书面回复: what recipients answer, and what becomes of it. */
@Component
class SlipReplies {

    private final Documents documents;
    private final DocumentRegister register;
    private final SlipNotices notices;
    private final ItemLog log;

    SlipReplies(Documents documents, DocumentRegister register, SlipNotices notices, ItemLog log) {
        this.documents = documents;
        this.register = register;
        this.notices = notices;
        this.log = log;
    }

    boolean returned(long slipId) {
        return !returnReasons(slipId).isEmpty();
    }

    /** Returns the last day that the letter names; null if the last reply came back, so that days are counted anew. */
    @Nullable
    LocalDate replyBy(long slipId) {
        return returned(slipId) ? null : register.find(slipId).replyBy();
    }

    String returnReasons(long slipId) {
        @Nullable Reply last = last(slipId);
        return last == null || !Boolean.FALSE.equals(last.accepted()) ? "" : FormText.quoted(last.opinion());
    }

    String lastReply(long slipId) {
        @Nullable Reply last = last(slipId);
        return last == null ? "" : last.text();
    }

    void reply(long slipId, String by, @Nullable String answer) {
        documents.reply(slipId, by, Answer.required(answer, "请填写回复内容"));
        Document document = register.find(slipId);
        log.appendOfDocument(document.itemId(), by, "书面回复", document.label(), slipId);
    }

    void review(long slipId, String by, String decision, @Nullable String opinion) {
        boolean accepted = Answer.of(decision, "accept", "return").equals("accept");
        String said = accepted ? Answer.text(opinion) : Answer.required(opinion, "退回重报必须写明原因，请填写“审核说明”");
        documents.review(slipId, by, accepted, said);
        Document document = register.find(slipId);
        log.appendOfDocument(
                document.itemId(),
                by,
                accepted ? "认可回复" : "退回回复",
                said.isEmpty() ? document.label() : document.label() + "：" + said,
                slipId);
        if (!accepted) {
            notices.replyReturned(document, register.replies(slipId).size());
        }
    }

    private @Nullable Reply last(long slipId) {
        List<Reply> replies = register.replies(slipId);
        return replies.isEmpty() ? null : replies.get(replies.size() - 1);
    }
}

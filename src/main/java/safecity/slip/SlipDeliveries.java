package safecity.slip;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.item.ItemLog;

/** 送达和签收: how a document came to its recipient, and who signed for it. */
@Component
public class SlipDeliveries {

    /** 送达方式 of what is served on paper: those of 民事诉讼法, as the form offers them. */
    private static final String[] WAYS = {"直接送达", "邮寄送达", "留置送达", "委托送达", "公告送达", "其他方式送达"};

    private final Documents documents;
    private final DocumentRegister register;
    private final SlipNotices notices;
    private final ItemLog log;
    private final Clock clock;

    SlipDeliveries(Documents documents, DocumentRegister register, SlipNotices notices, ItemLog log, Clock clock) {
        this.documents = documents;
        this.register = register;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What the form of who signs says.
     *
     * @param note    what signing means
     * @param outside {@code yes} if the office records who received it of a body outside the system
     */
    public record Receipt(String note, String outside) {
        static Receipt of(Document document) {
            if (document.outside()) {
                String name = FormText.quoted(document.recipientName());
                return new Receipt("%s不在本系统内，请按送达回证登记由谁、在哪一天签收。".formatted(name), "yes");
            }
            return new Receipt(
                    document.replyBy() == null
                            ? "点“完成”即签收本文书，签收即办结，不需要书面回复。"
                            : "点“完成”即签收本文书，随后在 %s 前书面回复。".formatted(document.replyBy()),
                    "no");
        }
    }

    void deliver(
            long slipId,
            String by,
            @Nullable String servedHow,
            @Nullable String servedOn,
            @Nullable String server,
            @Nullable String note) {
        Document document = register.find(slipId);
        String how = Answer.of(servedHow, WAYS);
        Instant issued = Objects.requireNonNull(document.issuedAt());
        LocalDate on = day(servedOn, "送达日期", LocalDate.ofInstant(issued, clock.getZone()), "签发日期");
        documents.deliver(slipId, how, on, Answer.required(server, "请填写送达人"), Answer.text(note), by);
        log.appendOfDocument(document.itemId(), by, "送达文书", "%s，%s，%s".formatted(document.label(), how, on), slipId);
        notices.served(register.find(slipId));
    }

    void sign(long slipId, String by, @Nullable String receivedBy, @Nullable String receivedOn) {
        Document document = register.find(slipId);
        if (document.outside()) {
            String who = Answer.required(receivedBy, "请填写签收人");
            LocalDate served = Objects.requireNonNull(document.delivery()).on();
            LocalDate on = day(receivedOn, "签收日期", served, "送达日期");
            documents.receive(slipId, who, on, by);
            log.appendOfDocument(
                    document.itemId(), by, "登记签收", "%s，%s %s签收".formatted(document.label(), on, who), slipId);
        } else {
            documents.sign(slipId, by);
            log.appendOfDocument(document.itemId(), by, "签收文书", document.label(), slipId);
        }
    }

    void tellWithdrawal(long slipId) {
        notices.withdrawn(register.find(slipId));
    }

    /** Ends what is out because its item was closed. */
    void endWithItem(long slipId) {
        String reason = "问题已销号，未完的送达、签收和回复随之办结";
        documents.endWithItem(slipId, reason);
        Document document = register.find(slipId);
        log.appendOfDocument(document.itemId(), null, "文书办结", document.label() + "：" + reason, slipId);
    }

    private LocalDate day(@Nullable String text, String what, LocalDate earliest, String whose) {
        String written = Answer.required(text, "请填写" + what);
        LocalDate day;
        try {
            day = LocalDate.parse(written);
        } catch (DateTimeParseException wrong) {
            throw new Refused("%s“%s”不是日期，请写成 2020-06-30 这样".formatted(what, written));
        }
        if (day.isBefore(earliest)) {
            throw new Refused("%s %s 早于%s %s，请核对后重填".formatted(what, day, whose, earliest));
        }
        if (day.isAfter(LocalDate.now(clock))) {
            throw new Refused("%s %s 还没有到，请填写实际日期".formatted(what, day));
        }
        return day;
    }
}

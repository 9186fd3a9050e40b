package safecity.slip;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.notice.Outbox;

/** What recipients are told of documents; a body outside the system, and the public, are told nothing by mail. */
@Component
class SlipNotices {

    private final Outbox outbox;
    private final Clock clock;

    SlipNotices(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Tells the recipient that it has the document, once that is so. */
    void served(Document document) {
        if (document.delivery() != null) {
            tell(document, "document-issued", "document " + document.id());
        }
    }

    /** Tells the recipient that what it has is withdrawn. */
    void withdrawn(Document document) {
        if (document.delivery() != null) {
            tell(document, "document-withdrawn", "document " + document.id());
        }
    }

    /** Tells the recipient that its reply came back. */
    void replyReturned(Document document, int round) {
        tell(document, "reply-returned", "document %d reply %d".formatted(document.id(), round));
    }

    private void tell(Document document, String kind, String about) {
        @Nullable String recipient = document.recipient();
        if (recipient != null) {
            Map<String, Object> facts = Map.of(
                    "document", document.label(),
                    "recipient", document.recipientName(),
                    "path", document.path(),
                    "replyBy",
                            document.replyBy() == null ? "" : document.replyBy().toString());
            outbox.tellUnit(recipient, document.itemId(), kind, LocalDate.now(clock), about, facts);
        }
    }
}

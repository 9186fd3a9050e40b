package safecity.document;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.item.Item;
import safecity.item.Items;
import safecity.unit.Units;

/** Writes the text of a document from what is true of its item; a text that was issued is never written again. */
@Component
public class LetterWriter {

    private final DocumentKinds kinds;
    private final Items items;
    private final Units units;
    private final WorkingDays workingDays;
    private final Clock clock;

    LetterWriter(DocumentKinds kinds, Items items, Units units, WorkingDays workingDays, Clock clock) {
        this.kinds = kinds;
        this.items = items;
        this.units = units;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Returns the text in HTML: frozen if it is out, otherwise as it would go out today. */
    public String html(Document document) {
        @Nullable String frozen = document.text();
        return frozen != null ? frozen : write(document, null, LocalDate.now(clock));
    }

    /** Returns the same without markup. */
    public String plain(Document document) {
        return LetterTemplate.plain(html(document));
    }

    String write(Document document, @Nullable String number, LocalDate day) {
        Item item = items.find(document.itemId());
        int overdue = Math.max(0, -workingDays.remaining(day, item.approvedDeadline()));
        LetterFacts facts = LetterFacts.of(
                item,
                document.kind(),
                units.byCode(document.kind().signer()).fullName(),
                document.recipient() == null
                        ? document.recipientName()
                        : units.byCode(document.recipient()).fullName(),
                units.byCode(item.leadUnit()).fullName(),
                document.occasion(),
                document.demand(),
                number,
                day,
                replyBy(document, day),
                overdue,
                document.decider(),
                document.particulars());
        return kinds.template(document.kind()).write(facts);
    }

    /** Returns the last day to reply; null if no reply is needed. */
    @Nullable
    LocalDate replyBy(Document document, LocalDate issuedOn) {
        return document.kind().needsReply()
                ? workingDays.deadline(issuedOn, document.kind().replyDays()).day()
                : null;
    }
}

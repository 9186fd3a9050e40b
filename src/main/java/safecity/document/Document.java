package safecity.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;

/**
 * An entry of the register of documents. Names of people are Chinese; empty where nobody did it yet, or the system did.
 *
 * @param id         row
 * @param itemId     row of the item that it is about
 * @param itemNumber number of that item
 * @param kind       what it is
 * @param recipient  code of the unit that it is addressed to; null for a body outside the system, or everybody
 * @param recipientName short name of that unit, name of that body, or 社会公众
 * @param occasion   why it was drafted, in half a sentence
 * @param state      where it stands
 * @param instance   the engine's id of the process that carries it; null until that began
 * @param particulars facts that the text names besides the item's, by placeholder
 * @param number     文号; null until it is issued
 * @param demand     what the office added; may be empty
 * @param text       frozen HTML of one that was issued before documents were Word files; else null
 * @param file       SHA-256 of the frozen Word file; null until it is issued, and if there is frozen HTML
 * @param replyBy    last day to reply; null until it is issued, or if no reply is needed
 * @param reason     why it was not issued, withdrawn or ended early; else empty
 * @param decidedBy login of who decided on it
 * @param decider   that person's name
 * @param draftedBy  login of who drafted it by hand; null if a process did
 * @param drafter    that person's name
 * @param serving    how it is to be served: as chosen, before that as its kind has it
 * @param delivery   how it was served; null until then
 * @param receivedBy who received it of a body outside the system; empty before, and for a unit
 * @param receivedOn the day of that; null before, and for a unit
 * @param endedAt    when it was done, withdrawn or refused; null before
 */
public record Document(
        long id,
        long itemId,
        String itemNumber,
        DocumentKind kind,
        @Nullable String recipient,
        String recipientName,
        String occasion,
        DocumentState state,
        @Nullable String instance,
        @Nullable String number,
        String demand,
        Map<String, String> particulars,
        @Nullable String text,
        @Nullable String file,
        @Nullable LocalDate replyBy,
        String reason,
        Instant draftedAt,
        @Nullable String draftedBy,
        String drafter,
        @Nullable String decidedBy,
        String decider,
        @Nullable Instant decidedAt,
        @Nullable Instant issuedAt,
        Serving serving,
        @Nullable Delivery delivery,
        String signedBy,
        @Nullable Instant signedAt,
        String receivedBy,
        @Nullable LocalDate receivedOn,
        String endedBy,
        @Nullable Instant endedAt) {

    /** Name and number, as the timeline names it. */
    public String label() {
        return number == null ? kind.label() : kind.label() + " " + number;
    }

    /** Day on which it was issued, in Asia/Shanghai; null before. */
    public @Nullable LocalDate issuedOn() {
        return issuedAt == null ? null : LocalDate.ofInstant(issuedAt, WorkingDays.ZONE);
    }

    /** Whether it is addressed to a body that has no account here. */
    public boolean outside() {
        return recipient == null && !kind.published();
    }

    /** Path of its page. */
    public String path() {
        return "/items/%s/documents/%d".formatted(itemNumber, id);
    }
}

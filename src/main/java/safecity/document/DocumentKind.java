package safecity.document;

/**
 * A kind of document; a row of {@code config/documents/kinds.csv}.
 *
 * @param code      such as {@code supervision-letter}
 * @param label     Chinese name
 * @param pattern   of its numbers, with {@code {year}} and {@code {n}}
 * @param signer    code of the unit in whose name it goes out, and whose people decide on it
 * @param replyDays working days that the recipient has to reply; 0 if signing for it is the end
 * @param againDays working days for a reply that was returned; 0 if there is none
 * @param lapses    when a draft, and what is out, has lost its ground
 * @param serving   how it is served unless who issues it chooses otherwise
 * @param byHand    of what the office may draft it by hand
 * @param note      where number and limits come from
 */
public record DocumentKind(
        String code,
        String label,
        String pattern,
        String signer,
        int replyDays,
        int againDays,
        Lapse lapses,
        Serving serving,
        ByHand byHand,
        String note) {

    /** When a document has lost its ground. */
    public enum Lapse {
        /** A draft once the item is not overdue any more; all of it once the item is closed. */
        TIMELY,
        /** Once the item is closed. */
        CLOSED,
        /** Never: it outlives its item. */
        NEVER
    }

    /** Of what the office may draft a kind by hand. */
    public enum ByHand {
        /** Of nothing: only a process drafts it. */
        NO,
        /** Of any item. */
        ITEM,
        /** Of a hazard that was listed and not delisted. */
        LISTED,
        /** Of a hazard that was delisted. */
        DELISTED
    }

    /** Whether the recipient has to reply in writing. */
    public boolean needsReply() {
        return replyDays > 0;
    }

    /** Whether it goes to everybody, so that it has no recipient and its publication is how it is served. */
    public boolean published() {
        return serving == Serving.PUBLICATION;
    }

    String number(int year, int n) {
        return pattern.replace("{year}", Integer.toString(year)).replace("{n}", Integer.toString(n));
    }
}

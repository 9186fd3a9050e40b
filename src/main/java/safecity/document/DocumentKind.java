package safecity.document;

/**
 * A kind of document; a row of {@code config/documents/kinds.csv}.
 *
 * @param code      such as {@code supervision-letter}
 * @param label     Chinese name
 * @param pattern   of its numbers, with {@code {year}} and {@code {n}}
 * @param signer    code of the unit in whose name it goes out, and whose people decide on it
 * @param replyDays working days that the recipient has to reply
 * @param againDays working days for a reply that was returned
 * @param lapses    whether a draft has lost its ground once the item is not overdue any more
 * @param note      where number and limits come from
 */
public record DocumentKind(
        String code,
        String label,
        String pattern,
        String signer,
        int replyDays,
        int againDays,
        boolean lapses,
        String note) {

    String number(int year, int n) {
        return pattern.replace("{year}", Integer.toString(year)).replace("{n}", Integer.toString(n));
    }
}

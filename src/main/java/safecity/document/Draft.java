package safecity.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document to be drafted.
 *
 * @param kind        code in {@code config/documents/kinds.csv}
 * @param recipient   code of the unit that it is addressed to; null for a body outside the system, or everybody
 * @param addressee   name of a body outside the system; null for a unit, or everybody
 * @param occasion    why, in half a sentence that the text carries on
 * @param demand      what is demanded beyond the text; may be empty
 * @param about       which of several things of an item it is about, such as {@code acceptance 2}; empty for the item itself
 * @param particulars facts that the text names besides the item's, by placeholder; see {@link LetterFacts#PARTICULARS}
 * @param draftedBy   login; null if a process drafted it
 */
public record Draft(
        long itemId,
        String kind,
        @Nullable String recipient,
        @Nullable String addressee,
        String occasion,
        String demand,
        String about,
        Map<String, String> particulars,
        @Nullable String draftedBy) {

    /** A draft of a process to a unit. */
    public static Draft to(
            String recipient,
            long itemId,
            String kind,
            String occasion,
            String about,
            Map<String, String> particulars) {
        return new Draft(itemId, kind, recipient, null, occasion, "", about, particulars, null);
    }

    /** A draft of a process to a body outside the system. */
    public static Draft outside(
            String addressee,
            long itemId,
            String kind,
            String occasion,
            String about,
            Map<String, String> particulars) {
        return new Draft(itemId, kind, null, addressee, occasion, "", about, particulars, null);
    }

    /** A draft to everybody. */
    public static Draft announcement(
            long itemId,
            String kind,
            String occasion,
            String about,
            Map<String, String> particulars,
            @Nullable String draftedBy) {
        return new Draft(itemId, kind, null, null, occasion, "", about, particulars, draftedBy);
    }
}

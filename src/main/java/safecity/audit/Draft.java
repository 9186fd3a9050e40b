package safecity.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an entry says, without its place in the chain.
 *
 * @param at        when; kept to the microsecond
 * @param node      the machine that did it
 * @param login     whose account; empty for the system and for an unknown visitor
 * @param name      Chinese name at that time, or 系统
 * @param roles     roles in Chinese at that time; may be empty
 * @param unit      short name of the person's unit at that time; may be empty
 * @param address   IP address of the request; empty for timers
 * @param act       what was done, in the words of the timeline
 * @param object    number of the item, or name of what it was done to; may be empty
 * @param details   before → after where something changed, else what else there is to say; may be empty
 * @param requestId the same for all entries of one request; empty for timers
 */
record Draft(
        Instant at,
        String node,
        String login,
        String name,
        String roles,
        String unit,
        String address,
        String act,
        String object,
        Outcome outcome,
        String details,
        String requestId) {

    private static final int LONGEST_WORD = 300;
    private static final int LONGEST_DETAILS = 20_000;

    /** Returns it as it can be stored: without NUL, lone surrogates replaced, no text longer than a reader of the log can use. */
    Draft storable() {
        return new Draft(
                at.truncatedTo(ChronoUnit.MICROS),
                storable(node, LONGEST_WORD),
                storable(login, LONGEST_WORD),
                storable(name, LONGEST_WORD),
                storable(roles, LONGEST_WORD),
                storable(unit, LONGEST_WORD),
                storable(address, LONGEST_WORD),
                storable(act, LONGEST_WORD),
                storable(object, LONGEST_WORD),
                outcome,
                storable(details, LONGEST_DETAILS),
                storable(requestId, LONGEST_WORD));
    }

    private static String storable(String text, int longest) {
        String whole = text.length() <= longest ? text : text.substring(0, longest) + "…";
        byte[] bytes = whole.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

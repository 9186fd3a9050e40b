package safecity.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import safecity.item.Lamp;

/**
 * 档: a rung of the ladder for one item, with the moment at which the item reaches it.
 *
 * @param code       name of the rung in the decision table, such as {@code T-3}
 * @param lamp       how urgent it is
 * @param act        what the timeline calls it, such as 到期提醒
 * @param kind       kind of the notice, see {@code config/notices/}
 * @param recipients who is told, see {@link Recipients}
 * @param document   kind of the document that it calls for; null if none
 * @param documentTo to whom that is addressed, as a recipient; null if there is no document
 * @param firesAt    when
 * @param overdue    whether that is after the deadline
 */
record Rung(
        String code,
        Lamp lamp,
        String act,
        String kind,
        String recipients,
        @Nullable String document,
        @Nullable String documentTo,
        Instant firesAt,
        boolean overdue) {}

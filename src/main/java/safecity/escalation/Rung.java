package safecity.escalation;

import java.time.Instant;

/**
 * 档: a rung of the ladder for one item, with the moment at which the item reaches it.
 *
 * @param code       name of the rung in the decision table, such as {@code T-3}
 * @param act        what the timeline calls it, such as 到期提醒
 * @param kind       kind of the notice, see {@code config/notices/}
 * @param recipients who is told: a {@link safecity.item.Part} or {@code OFFICE}
 * @param firesAt    when
 */
record Rung(String code, String act, String kind, String recipients, Instant firesAt) {}

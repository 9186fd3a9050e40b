package safecity.escalation;

import java.time.Instant;

/**
 * A rung that an open task of an item reaches if nobody claims or finishes it before.
 *
 * @param code       name of the rung in {@code taskwatch.dmn}, such as {@code U+2}
 * @param act        what the timeline calls it, such as 任务无人认领
 * @param kind       kind of the notice, see {@code config/notices/}
 * @param recipients who is told, see {@link Recipients}
 * @param firesAt    when
 */
record TaskRung(WatchedTask task, String code, String act, String kind, String recipients, Instant firesAt) {}

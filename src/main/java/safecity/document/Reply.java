package safecity.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recipient's written reply.
 *
 * @param seq        1 for the first
 * @param repliedBy  login of who replied
 * @param replier    that person's Chinese name
 * @param accepted   what the office made of it; null while it is open
 * @param opinion    the office's words; may be empty
 * @param reviewer   Chinese name of who judged it; empty while it is open
 */
public record Reply(
        int seq,
        String text,
        String repliedBy,
        String replier,
        Instant repliedAt,
        @Nullable Boolean accepted,
        String opinion,
        String reviewer,
        @Nullable Instant reviewedAt) {}

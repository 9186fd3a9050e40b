package safecity.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 大屏链接, without its secret, which is shown once and not kept.
 *
 * @param name       where the display hangs
 * @param scope      Chinese name of what it shows
 * @param hint       last characters of the address
 * @param createdBy  Chinese name of who made it
 * @param lastUsedAt null if it was never opened
 * @param state      在用, or why it shows nothing any more
 * @param open       whether it shows the figures
 */
record DisplayLink(
        long id,
        String name,
        String scope,
        String hint,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        String state,
        boolean open) {}

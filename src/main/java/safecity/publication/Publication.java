package safecity.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice with who published and who withdrew it; for the office only.
 *
 * @param itemId               the hazard
 * @param publishedBy          Chinese name
 * @param delistingPublishedAt null until the delisting is published
 * @param delistingPublishedBy Chinese name; null until then
 * @param withdrawnAt          null while it is public
 * @param withdrawnBy          Chinese name; null while it is public
 * @param withdrawalReason     null while it is public
 */
public record Publication(
        PublicNotice notice,
        long itemId,
        Instant publishedAt,
        String publishedBy,
        @Nullable Instant delistingPublishedAt,
        @Nullable String delistingPublishedBy,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnBy,
        @Nullable String withdrawalReason) {

    /** Whether it is in the archive only. */
    public boolean withdrawn() {
        return withdrawnAt != null;
    }
}

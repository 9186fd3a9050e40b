package safecity.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice with who published and who withdrew it; for the office only.
 *
 * @param id                   row
 * @param itemId               the hazard
 * @param publishedBy          Chinese name
 * @param delistingPublishedAt null until the delisting is published
 * @param delistingPublishedBy Chinese name; null until then
 * @param endedPublishedAt     null until another end is published
 * @param endedPublishedBy     Chinese name; null until then
 * @param withdrawnAt          null while it is public
 * @param withdrawnBy          Chinese name; null while it is public
 * @param withdrawalReason     null while it is public
 * @param replaces             row of the withdrawn notice that it corrects; null for a first one
 * @param replacedBy           row of the notice that corrects it; null if there is none
 */
public record Publication(
        long id,
        PublicNotice notice,
        long itemId,
        Instant publishedAt,
        String publishedBy,
        @Nullable Instant delistingPublishedAt,
        @Nullable String delistingPublishedBy,
        @Nullable Instant endedPublishedAt,
        @Nullable String endedPublishedBy,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnBy,
        @Nullable String withdrawalReason,
        @Nullable Long replaces,
        @Nullable Long replacedBy) {

    /** Whether it is in the archive only. */
    public boolean withdrawn() {
        return withdrawnAt != null;
    }
}

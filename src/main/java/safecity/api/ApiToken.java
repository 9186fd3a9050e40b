package safecity.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 接口令牌, without the token itself, which is shown once and not kept.
 *
 * @param name       of the system that uses it
 * @param hint       last characters of the token
 * @param createdBy  Chinese name of who made it
 * @param lastUsedAt null if it was never used
 * @param revokedBy  Chinese name of who revoked it; null while it is good
 */
record ApiToken(
        long id,
        String name,
        String hint,
        List<Scope> scopes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt) {

    /** Keeps its own copy of the scopes. */
    ApiToken {
        scopes = List.copyOf(scopes);
    }
}

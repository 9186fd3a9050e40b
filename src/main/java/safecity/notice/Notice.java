package safecity.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice that waits to be sent.
 *
 * @param id        row
 * @param kind      name of its kind
 * @param address   mail address of its recipient
 * @param attempts  how often it was tried in vain
 * @param createdAt when it was posted, or gathered into its letter
 * @param bundle    the letter of several notices that it leads; null if it goes alone
 */
record Notice(
        long id,
        String kind,
        String address,
        String subject,
        String html,
        String text,
        int attempts,
        Instant createdAt,
        @Nullable Long bundle) {

    /** The same at every attempt, so that a mail program shows a mail that was sent twice only once; new in a new database. */
    String messageId() {
        return "<%s-%d-%d@safecity>".formatted(bundle == null ? "notice" : "bundle", id, createdAt.toEpochMilli());
    }
}

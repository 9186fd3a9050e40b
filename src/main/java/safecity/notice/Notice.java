package safecity.notice;

import java.time.Instant;

/**
 * A notice that waits to be sent.
 *
 * @param id        row
 * @param kind      name of its kind
 * @param address   mail address of its recipient
 * @param attempts  how often it was tried in vain
 * @param createdAt when it was posted
 */
record Notice(
        long id,
        String kind,
        String address,
        String subject,
        String html,
        String text,
        int attempts,
        Instant createdAt) {

    /** The same at every attempt, so that a mail program shows a mail that was sent twice only once; new in a new database. */
    String messageId() {
        return "<notice-%d-%d@safecity>".formatted(id, createdAt.toEpochMilli());
    }
}

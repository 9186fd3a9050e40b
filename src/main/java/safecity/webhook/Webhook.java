package safecity.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.api.EventFeed.Place;

/**
 * An endpoint of another system.
 *
 * @param name       what the administrator calls it
 * @param secret     for the signature; shown once
 * @param kinds      names of the kinds of events that it takes; empty for all
 * @param after      all events up to here were taken
 * @param attempts   in vain since the last success
 * @param lastError  in Chinese; null if the last attempt succeeded or there was none
 * @param lastSentAt when an event was taken last; null if none was
 * @param waiting    whether events wait that were not taken yet
 * @param changedBy  Chinese name of who changed it last
 */
record Webhook(
        long id,
        String name,
        String url,
        String secret,
        List<String> kinds,
        State state,
        Place after,
        int attempts,
        Instant nextTryAt,
        @Nullable String lastError,
        @Nullable Instant lastSentAt,
        boolean waiting,
        String changedBy,
        Instant changedAt) {

    /** Whether events are posted there. */
    enum State {
        ON("启用"),
        OFF("停用"),
        GIVEN_UP("多次失败已停用"),
        REMOVED("已删除");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Host and port, for the path of an address may hold a credential. */
    public String host() {
        return URI.create(url).getAuthority();
    }

    boolean takes(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    @Override
    public String toString() {
        return "webhook " + id;
    }
}

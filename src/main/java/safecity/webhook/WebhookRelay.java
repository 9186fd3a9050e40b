package safecity.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.api.Event;
import safecity.api.EventFeed;
import safecity.api.EventFeed.Place;
import safecity.api.EventJson;
import safecity.item.EventKinds;

/**
 * Posts to each endpoint what it has not taken yet, one event after the other. One node at a time serves an endpoint, holding its row while it posts, so
 * that nothing is posted out of order; a crash between the answer and the commit repeats that one event under the same delivery number. An endpoint that
 * does not answer holds up nobody else for longer than its time-out.
 */
@Component
class WebhookRelay {

    private static final Logger log = LoggerFactory.getLogger(WebhookRelay.class);

    private static final int READ_AHEAD = 100;
    private static final Duration TURN = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Webhooks webhooks;
    private final WebhookClient client;
    private final EventFeed feed;
    private final EventKinds kinds;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int attempts;
    private final Duration pause;

    WebhookRelay(
            Webhooks webhooks,
            WebhookClient client,
            EventFeed feed,
            EventKinds kinds,
            ObjectMapper json,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${safecity.webhook-attempts}") int attempts,
            @Value("${safecity.webhook-pause}") Duration pause) {
        this.webhooks = webhooks;
        this.client = client;
        this.feed = feed;
        this.kinds = kinds;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
        this.attempts = attempts;
        this.pause = pause;
    }

    /** Posts what waits, to all endpoints in turn; one with much to take lets the others have their turn in between. */
    @Scheduled(initialDelayString = "${safecity.webhook-poll}", fixedDelayString = "${safecity.webhook-poll}")
    void postDue() {
        for (long id : webhooks.due()) {
            Instant end = clock.instant().plus(TURN);
            boolean more = true;
            while (more && !clock.instant().isAfter(end)) {
                more = Boolean.TRUE.equals(transaction.execute(status -> postNext(id)));
            }
        }
    }

    /** Returns whether to go on with the same endpoint. */
    private boolean postNext(long id) {
        Optional<Webhook> held = webhooks.hold(id);
        if (held.isEmpty()) {
            return false;
        }
        Webhook webhook = held.get();
        List<Event> ahead = feed.after(webhook.after(), READ_AHEAD);
        if (ahead.isEmpty()) {
            return false;
        }
        Optional<Event> next = ahead.stream()
                .filter(event -> webhook.takes(kinds.ofAct(event.act()).name()))
                .findFirst();
        if (next.isEmpty()) {
            webhooks.taken(id, placeOf(ahead.get(ahead.size() - 1)), false);
            return true;
        }
        return post(webhook, next.get());
    }

    private boolean post(Webhook webhook, Event event) {
        EventJson told = EventJson.of(event, kinds);
        try {
            client.post(webhook, json.writeValueAsString(told), "%d-%s".formatted(webhook.id(), told.id()));
        } catch (WebhookClient.NotTaken failure) {
            postpone(webhook, String.valueOf(failure.getMessage()));
            return false;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        webhooks.taken(webhook.id(), placeOf(event), true);
        return true;
    }

    private void postpone(Webhook webhook, String error) {
        boolean givenUp = webhook.attempts() + 1 >= attempts;
        Duration wait = pause.multipliedBy(1L << Math.min(webhook.attempts(), MOST_DOUBLINGS));
        if (wait.compareTo(LONGEST_PAUSE) > 0) {
            wait = LONGEST_PAUSE;
        }
        webhooks.failed(webhook.id(), error, clock.instant().plus(wait).atOffset(ZoneOffset.UTC), givenUp);
        log.warn("{} did not take an event{}: {}", webhook, givenUp ? " and is given up" : "", error);
    }

    private static Place placeOf(Event event) {
        return new Place(event.transaction(), event.id());
    }
}

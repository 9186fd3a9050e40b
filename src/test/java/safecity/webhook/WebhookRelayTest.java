package safecity.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.api.EventFeed;
import safecity.cockpit.PageTest;
import safecity.item.EventKinds;
import safecity.item.Item;
import safecity.webhook.Webhook.State;

/** 事件推送: in order, signed, at least once, and never within the transaction of what it tells. */
class WebhookRelayTest extends PageTest {

    private static final int ATTEMPTS = 4;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private EventFeed feed;

    @Autowired
    private EventKinds kinds;

    @Autowired
    private ObjectMapper json;

    private final Receiver receiver = new Receiver();
    private final String name = "平台 " + UUID.randomUUID();
    private Item item = null;
    private Instant now = Instant.EPOCH;
    private String secret = "";
    private long id;

    @BeforeEach
    void aReceiverThatIsOn() {
        item = register(TODAY);
        now = clock.instant();
        secret = webhooks.add(name, receiver.origin() + "/events", List.of(), people.require("xitong"));
        id = mine().id();
        webhooks.turn(id, State.ON, people.require("xitong"));
    }

    @AfterEach
    void remove() {
        webhooks.turn(id, State.REMOVED, people.require("xitong"));
        receiver.close();
    }

    @Test
    void posts_what_happened_in_its_order_signed() {
        happens("签收");
        happens("提交整改方案", "销号");

        relay(true).postDue();
        relay(true).postDue();

        assertThat(receiver.acts()).containsExactly(told("签收"), told("提交整改方案"), told("销号"));
        Receiver.Post post = receiver.posts().get(0);
        assertThat(post.signature())
                .isEqualTo("sha256=" + WebhookClient.signature(secret, post.timestamp() + "." + post.body()));
        assertThat(post.timestamp()).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(post.path()).isEqualTo("/events");
        assertThat(receiver.posts().stream().map(Receiver.Post::delivery)).doesNotHaveDuplicates();
    }

    @Test
    void signs_as_everybody_else_does() {
        assertThat(WebhookClient.signature("key", "The quick brown fox jumps over the lazy dog"))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    @Test
    void posts_nothing_before_the_transaction_has_ended() {
        transaction.executeWithoutResult(status -> {
            log.append(item.id(), "duban", "签收", "");
            CompletableFuture.runAsync(() -> relay(true).postDue()).join();
            assertThat(receiver.posts()).isEmpty();
        });

        relay(true).postDue();

        assertThat(receiver.acts()).containsExactly(told("签收"));
    }

    @Test
    void repeats_what_was_not_taken_under_the_same_number_before_anything_later() {
        happens("签收");
        happens("销号");
        receiver.answers(500);
        relay(true).postDue();
        relay(true).postDue();
        assertThat(receiver.acts()).as("waits before it tries again").containsExactly(told("签收"));
        assertThat(mine().lastError()).isEqualTo("接收端答复 HTTP 500，应答复 200 至 299");

        receiver.answers(200);
        itIs(now.plusSeconds(11));
        relay(true).postDue();

        assertThat(receiver.acts()).containsExactly(told("签收"), told("签收"), told("销号"));
        assertThat(receiver.posts().get(1).delivery())
                .isEqualTo(receiver.posts().get(0).delivery());
        assertThat(mine().lastError()).isNull();
        assertThat(mine().attempts()).isZero();
    }

    @Test
    void gives_up_after_so_many_failures_says_so_and_sends_again_when_asked() throws Exception {
        happens("签收");
        receiver.answers(503);
        for (int minute = 0; minute < 2 * ATTEMPTS; minute++) {
            itIs(now.plus(Duration.ofMinutes(10L * minute)));
            relay(true).postDue();
        }

        assertThat(receiver.posts()).hasSize(ATTEMPTS);
        assertThat(mine().state()).isEqualTo(State.GIVEN_UP);
        Document page = page("/integrations/webhooks", "xitong");
        assertThat(page.select("tr:contains(%s)".formatted(name)).text())
                .contains("多次失败已停用", "有事件未推送", "HTTP 503", "已失败 4 次", "重新推送");

        receiver.answers(200);
        webhooks.turn(id, State.ON, people.require("xitong"));
        relay(true).postDue();

        assertThat(receiver.posts()).hasSize(ATTEMPTS + 1);
        assertThat(mine().waiting()).isFalse();
    }

    @Test
    void waits_longer_after_each_failure() {
        happens("签收");
        receiver.answers(500);
        relay(true).postDue();
        assertThat(Duration.between(now, mine().nextTryAt())).isEqualTo(Duration.ofSeconds(10));

        itIs(now.plusSeconds(10));
        relay(true).postDue();

        assertThat(Duration.between(now, mine().nextTryAt())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void goes_on_where_it_stopped_when_it_is_switched_on_again() {
        webhooks.turn(id, State.OFF, people.require("xitong"));
        happens("签收");
        relay(true).postDue();
        assertThat(receiver.posts()).isEmpty();

        webhooks.turn(id, State.ON, people.require("xitong"));
        relay(true).postDue();

        assertThat(receiver.acts()).containsExactly(told("签收"));
    }

    @Test
    void posts_the_kinds_that_were_chosen_and_passes_over_the_others() {
        jdbc.sql("update safecity.webhook set kinds = array['close', 'press'] where id = :id")
                .param("id", id)
                .update();
        happens("签收", "催办", "报送进展");
        happens("销号");
        happens("报送进展");

        relay(true).postDue();

        assertThat(receiver.acts()).containsExactly(told("催办"), told("销号"));
        assertThat(mine().waiting()).isFalse();
    }

    @Test
    void follows_no_redirect_and_calls_no_host_that_is_not_listed() {
        happens("签收");
        receiver.answers(302);
        relay(true).postDue();
        assertThat(receiver.posts())
                .singleElement()
                .satisfies(post -> assertThat(post.path()).isEqualTo("/events"));
        assertThat(mine().lastError()).contains("HTTP 302");

        itIs(now.plusSeconds(30));
        relay(false).postDue();

        assertThat(receiver.posts()).hasSize(1);
        assertThat(mine().lastError()).contains("接收端");
    }

    @Test
    void posts_each_event_once_and_in_order_from_two_nodes_at_a_time() {
        for (int at = 0; at < 20; at++) {
            happens("报送进展" + at);
        }
        WebhookRelay one = relay(true);
        WebhookRelay other = relay(true);

        CompletableFuture.allOf(CompletableFuture.runAsync(one::postDue), CompletableFuture.runAsync(other::postDue))
                .join();
        one.postDue();

        assertThat(receiver.acts())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(at -> told("报送进展" + at))
                        .toList());
    }

    private void happens(String... acts) {
        transaction.executeWithoutResult(
                status -> List.of(acts).forEach(act -> log.append(item.id(), "duban", act, "")));
    }

    private String told(String act) {
        return item.number() + " " + act;
    }

    private Webhook mine() {
        return webhooks.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private WebhookRelay relay(boolean internal) {
        WebhookClient client = new WebhookClient(new WebhookGate(receiver.origin(), internal), clock);
        return new WebhookRelay(
                webhooks, client, feed, kinds, json, transaction, clock, ATTEMPTS, Duration.ofSeconds(10));
    }
}

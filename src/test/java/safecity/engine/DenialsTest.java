package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import safecity.CaseTest;
import safecity.Cases;
import safecity.HttpPerson;
import safecity.item.Item;

/** Every refusal is told once, with who asked for what; what is in order and what leads nowhere is not. */
class DenialsTest extends CaseTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationEventMulticaster events;

    private final Queue<Denied> told = new ConcurrentLinkedQueue<>();

    private final GenericApplicationListener listener = new GenericApplicationListener() {
        @Override
        public boolean supportsEventType(ResolvableType type) {
            return PayloadApplicationEvent.class.isAssignableFrom(type.toClass());
        }

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> payload && payload.getPayload() instanceof Denied denied) {
                told.add(denied);
            }
        }
    };

    @BeforeEach
    void listen() {
        events.addApplicationListener(listener);
    }

    @AfterEach
    void stop() {
        events.removeApplicationListener(listener);
    }

    @Test
    void every_refusal_is_told_once() {
        Item item = cases.dispatched();
        String task = cases.step(item, "signFor").taskId();
        HttpPerson stranger = HttpPerson.signIn(port, Cases.OTHER_CLERK);
        told.clear();

        for (String address : List.of(
                "/items/" + item.number(),
                "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/",
                "/camunda/api/engine/engine/default/task/" + task,
                "/camunda/api/engine/engine/default/user",
                "/camunda/api/admin/setup/default/user/create")) {
            stranger.send("GET", address, null);

            assertThat(told).as(address).hasSize(1).first().satisfies(denied -> {
                assertThat(denied.login()).isEqualTo(Cases.OTHER_CLERK);
                assertThat(denied.address()).isEqualTo("GET " + address);
                assertThat(denied.what()).startsWith("40");
            });
            told.clear();
        }
    }

    @Test
    void what_is_in_order_or_leads_nowhere_is_not_told() {
        HttpPerson clerk = HttpPerson.signIn(port, Cases.CLERK);
        told.clear();

        for (String address : List.of("/items", "/no-such-page", "/camunda/api/engine/engine/default/filter")) {
            clerk.send("GET", address, null);
        }

        assertThat(told).isEmpty();
    }
}

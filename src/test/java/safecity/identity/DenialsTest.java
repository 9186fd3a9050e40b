package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;
import safecity.Cases;
import safecity.HttpPerson;
import safecity.engine.Denied;
import safecity.item.Item;

/** Every refusal is told once, with who asked for what; what is in order and what leads nowhere is not. */
class DenialsTest extends CaseTest {

    @Autowired
    private People people;

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

    @ParameterizedTest
    @CsvSource({
        "GET,/accounts",
        "POST,/accounts",
        "GET,/audit",
        "POST,/integrations/tokens",
        "POST,/integrations/webhooks",
        "GET,/robots",
        "POST,/lists",
        "GET,/exports",
        "GET,/board",
        "GET,/board/ranking.xlsx",
        "POST,/ladder",
        "GET,/api/openapi.json",
    })
    void who_lacks_the_role_is_told_by_an_address_that_names_nothing(String method, String address) throws Exception {
        send(request(HttpMethod.valueOf(method), address).with(csrf()));

        assertThat(told)
                .containsExactly(new Denied(Cases.OTHER_CLERK, told.peek().what(), method + " " + address));
    }

    @Test
    void an_item_that_a_parameter_names_is_told() throws Exception {
        String number = cases.dispatched().number();

        send(request(HttpMethod.GET, "/evidence?item=" + number));

        assertThat(told)
                .singleElement()
                .satisfies(denied -> assertThat(denied.address()).isEqualTo("GET /evidence"));
    }

    @Test
    void a_reason_that_is_known_is_told() throws Exception {
        send(request(HttpMethod.GET, "/audit"));

        assertThat(told)
                .singleElement()
                .satisfies(denied -> assertThat(denied.what()).isEqualTo("404 只有审计管理员可以查看操作日志"));
    }

    @Test
    void a_form_without_its_token_is_told() throws Exception {
        send(request(HttpMethod.POST, "/lists"));

        assertThat(told)
                .singleElement()
                .satisfies(denied -> assertThat(denied.what()).startsWith("403 缺少防伪令牌"));
    }

    private void send(MockHttpServletRequestBuilder request) throws Exception {
        mvc.perform(request.with(user(people.require(Cases.OTHER_CLERK))));
    }

    @Test
    void what_is_in_order_or_leads_nowhere_is_not_told() {
        HttpPerson clerk = HttpPerson.signIn(port, Cases.CLERK);
        told.clear();

        for (String address : List.of(
                "/items", "/no-such-page", "/webjars/no-such.js", "/camunda/api/engine/engine/default/filter")) {
            clerk.send("GET", address, null);
        }

        assertThat(told).isEmpty();
    }
}

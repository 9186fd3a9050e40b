package safecity.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.CaseTest;
import safecity.evidence.Phase;
import safecity.item.Item;

/** What every answer carries whatever page it is, and what answers where. */
class TransportTest extends CaseTest {

    private static final String CLERK = "chengguanwei";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int monitoring;

    @Autowired
    private People people;

    @Autowired
    private Demonstration demonstration;

    private final CookieManager cookies = new CookieManager();

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Test
    void our_pages_run_no_text_and_stand_in_no_frame() throws Exception {
        MockHttpServletResponse page = mvc.perform(
                        get("/items").with(user(people.require(CLERK))).secure(true))
                .andReturn()
                .getResponse();

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "script-src");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Strict-Transport-Security")).contains("max-age=31536000", "includeSubDomains");
        assertThat(page.getHeader("Cache-Control")).contains("no-store");
    }

    @Test
    void browsers_are_told_to_stay_with_https_wherever_the_answer_comes_from() throws Exception {
        Item item = cases.underWay(wish -> wish);
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        cases.upload(item, CLERK, "submitEvidence", Phase.AFTER);
        String file = jdbc.sql("select '/evidence/' || id from safecity.evidence where item_id = :id")
                .param("id", item.id())
                .query(String.class)
                .single();
        for (String address : List.of(
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/filter",
                "/login",
                "/public",
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                "/no-such-page",
                "/camunda/app/admin/",
                file)) {
            MockHttpServletResponse answer = mvc.perform(
                            get(address).with(user(people.require(CLERK))).secure(true))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getHeader("Strict-Transport-Security"))
                    .as(address)
                    .contains("max-age=31536000");
        }
    }

    @Test
    void cookie_of_the_engines_token_stays_on_this_site() throws Exception {
        signIn();

        assertThat(send("/camunda/app/tasklist/default/").headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .hasSize(1)
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"));
    }

    @Test
    void each_of_many_who_open_tasklist_at_once_gets_a_page_that_runs() throws Exception {
        signIn();
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<String>>> visits = new ArrayList<>();
            for (int at = 0; at < 64; at++) {
                visits.add(() -> send("/camunda/app/tasklist/default/"));
            }
            for (Future<HttpResponse<String>> visit : visitors.invokeAll(visits)) {
                allowsItsOwnScript(visit.get());
            }
        } finally {
            visitors.shutdown();
        }
    }

    private static void allowsItsOwnScript(HttpResponse<String> page) throws Exception {
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        Document document = Jsoup.parse(page.body());
        assertThat(document.select("script:not([src])")).isNotEmpty();
        for (var script : document.select("script:not([src])")) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.data().getBytes(UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(policy).contains("frame-ancestors 'none'").doesNotContain("https:", "script-src 'unsafe-inline'");
    }

    @Test
    void monitoring_answers_on_its_own_port_and_to_this_machine_only() throws Exception {
        assertThat(send(monitoring, "/actuator/health").body())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
        assertThat(send(monitoring, "/actuator/prometheus").body()).contains("hikaricp_connections_active");
        for (String closed : List.of("/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/items", "/login")) {
            assertThat(send(monitoring, closed).statusCode()).as(closed).isNotEqualTo(200);
        }
        assertThat(send(port, "/actuator/health").statusCode()).isEqualTo(302);
        assertThat(mvc.perform(get("/actuator/health").with(user(people.require("xitong"))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        for (InetAddress address : addressesOfThisMachine()) {
            assertThatThrownBy(() -> new Socket(address, monitoring)).isInstanceOf(IOException.class);
        }
    }

    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    /** Returns the answer to signing in as a clerk. */
    private HttpResponse<String> signIn() throws Exception {
        String token =
                Jsoup.parse(send("/login").body()).selectFirst("[name=_csrf]").val();
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(at(port, "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=%s&password=%s&_csrf=%s".formatted(CLERK, demonstration.password(), token)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).doesNotContain("error"));
        return answer;
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return send(port, path);
    }

    private HttpResponse<String> send(int to, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(at(to, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }
}

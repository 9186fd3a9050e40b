package safecity.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FilterService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.ApplicationTest;

/** What every answer carries whatever page it is, and what answers where. */
class TransportTest extends ApplicationTest {

    private static final String CLERK = "chengguanwei";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int monitoring;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private People people;

    @Autowired
    private Demonstration demonstration;

    @Autowired
    private FilterService filters;

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
    void nothing_is_changed_without_the_token_of_the_page() throws Exception {
        List<String> open = new ArrayList<>();
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                if (method == RequestMethod.GET) {
                    continue;
                }
                for (String pattern : mapping.getPatternValues()) {
                    String path = pattern.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "1");
                    int status = mvc.perform(request(HttpMethod.valueOf(method.name()), URI.create(path))
                                    .with(user(people.require("xitong"))))
                            .andReturn()
                            .getResponse()
                            .getStatus();
                    if (status != 403) {
                        open.add(method + " " + pattern + " " + status);
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void the_engine_takes_nothing_without_its_token() throws Exception {
        signIn();
        assertThat(send("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        HttpRequest.Builder query = HttpRequest.newBuilder(at(
                        port,
                        "/camunda/api/engine/engine/default/filter/%s/list"
                                .formatted(filters.createFilterQuery()
                                        .list()
                                        .get(0)
                                        .getId())))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();

        assertThat(statusOf(query.copy().header("X-XSRF-TOKEN", token))).isEqualTo(200);
        assertThat(statusOf(query)).isEqualTo(403);
    }

    @Test
    void the_session_is_nothing_that_a_script_or_another_site_can_use() throws Exception {
        List<String> cookies = signIn().headers().allValues("Set-Cookie");

        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("SAFECITY_SESSION="))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
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

    private int statusOf(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
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

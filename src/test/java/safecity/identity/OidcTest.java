package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** A second node on the same database, where people may also sign in by an OpenID Connect provider that runs beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest extends AccountCase {

    private static final String REGISTRATION = "--spring.security.oauth2.client.registration.gov.";

    private final MockOAuth2Server provider = new MockOAuth2Server();
    private SecondNode node;
    private String base;

    @Autowired
    private DataSource database;

    @Autowired
    private Sessions sessions;

    @BeforeAll
    void startNode() throws Exception {
        provider.start();
        node = SecondNode.start(
                database.unwrap(HikariDataSource.class),
                REGISTRATION + "client-id=safecity",
                REGISTRATION + "client-secret=secret",
                REGISTRATION + "client-name=District-SSO",
                REGISTRATION + "scope=openid",
                "--spring.security.oauth2.client.provider.gov.issuer-uri=" + provider.issuerUrl("gov"));
        base = node.base();
        await().atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() -> open(SecondNode.browser(), "/login").statusCode() == 200);
    }

    @AfterAll
    void stopNode() throws InterruptedException {
        node.stop();
        provider.shutdown();
    }

    @Test
    void node_listens_on_its_port_and_for_monitoring_on_the_loopback_and_nowhere_else() throws Exception {
        List<String> listening = node.listening();

        String web = ":%04X".formatted(URI.create(base).getPort());
        assertThat(listening).hasSize(2).anyMatch(address -> address.endsWith(web));
        String loopback = "0100007F:";
        assertThat(listening).allMatch(address -> address.endsWith(web) || address.contains(loopback));
    }

    @Test
    void person_with_an_account_signs_in_and_other_nodes_can_end_the_session() throws Exception {
        String login = firstSignIn(UNIT, Role.UNIT_CLERK);
        HttpClient browser = SecondNode.browser();
        assertThat(open(browser, "/login").body()).contains("District-SSO", "/oauth2/authorization/gov");

        HttpResponse<String> page = signIn(browser, login, "/account");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("我的账号", login);

        String engineApi = "/camunda/api/engine/engine/default/filter/count";
        assertThat(open(browser, engineApi).statusCode()).isEqualTo(200);

        assertThat(sessions.endAll(login)).isEqualTo(1);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> open(browser, engineApi).statusCode() == 401);
        assertThat(open(browser, "/account").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void person_without_an_account_is_told_so() throws Exception {
        HttpResponse<String> page = signIn(SecondNode.browser(), "nobody", "/account");

        assertThat(page.uri().toString()).endsWith("/login?unknown");
        assertThat(page.body()).contains("没有与您对应的在用账号");
    }

    @Test
    void who_has_left_and_demonstration_accounts_are_unknown() throws Exception {
        String left = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", left)
                .update();
        for (String login : List.of(left, "duban", "xitong")) {
            assertThat(signIn(SecondNode.browser(), login, "/account").uri().toString())
                    .endsWith("/login?unknown");
        }
        assertThat(told(left)).containsExactly("登录 FAILED 统一身份认证已通过，没有对应的在用账号，对方账号 " + left);
    }

    @Test
    void privileged_person_still_enrols_a_second_factor() throws Exception {
        String login = account(null, Role.DESIGNER);

        HttpResponse<String> page = signIn(SecondNode.browser(), login, "/ladder");

        assertThat(page.uri().getPath()).isEqualTo("/account/second-factor");
        assertThat(page.body()).contains("您的角色登录时除口令外还要动态口令");
    }

    @Test
    void coming_and_going_is_in_the_trail_and_going_ends_the_session_of_the_provider() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        HttpClient browser = SecondNode.browser();
        HttpResponse<String> page = signIn(browser, login, "/account");
        String token = Jsoup.parse(page.body()).selectFirst("[name=_csrf]").val();

        HttpResponse<String> left = browser.send(
                HttpRequest.newBuilder(URI.create(base + "/logout"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(told(login)).containsExactly("登录 SUCCEEDED 统一身份认证", "退出 SUCCEEDED ");
        assertThat(left.previousResponse().orElseThrow().uri().toString())
                .startsWith(provider.endSessionEndpointUrl("gov").toString())
                .contains("id_token_hint=ey", "post_logout_redirect_uri=http");
        assertThat(left.uri().toString()).isEqualTo(base + "/login?logout");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' http://localhost:");
    }

    @Test
    void sign_in_begins_with_a_proof_key() throws Exception {
        assertThat(open(HttpClient.newHttpClient(), "/oauth2/authorization/gov")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(
                        address -> assertThat(address).contains("code_challenge=", "code_challenge_method=S256"));
    }

    @Test
    void token_for_somebody_else_or_of_another_time_opens_nothing() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        Map<String, DefaultOAuth2TokenCallback> wrong = Map.of(
                "audience", token(login, Map.of("aud", List.of("somebody-else")), 3600),
                "nonce", token(login, Map.of("nonce", "of-another-visit"), 3600),
                "issuer", token(login, Map.of("iss", "http://elsewhere.example.org/gov"), 3600),
                "time", token(login, Map.of(), -3600));
        for (String each : wrong.keySet()) {
            HttpClient browser = SecondNode.browser();
            provider.enqueueCallback(wrong.get(each));

            assertThat(open(browser, "/oauth2/authorization/gov").uri().toString())
                    .as(each)
                    .endsWith("/login?elsewhere");
            assertThat(open(browser, "/account").uri().getPath()).isEqualTo("/login");
        }
        assertThat(told(login)).isEmpty();
    }

    @Test
    void thousand_failed_tries_leave_few_entries_that_say_how_many_there_were() throws Exception {
        Random any = new Random();
        String address = "10.%d.%d.%d".formatted(any.nextInt(256), any.nextInt(256), any.nextInt(256));
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String token = Jsoup.parse(open(browser, "/login").body())
                .selectFirst("[name=_csrf]")
                .val();
        HttpRequest attempt = HttpRequest.newBuilder(URI.create(base + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString("username=nobody&password=Wrong-1&_csrf=" + token))
                .build();
        for (int round = 0; round < 50; round++) {
            Stream.generate(() -> browser.sendAsync(attempt, HttpResponse.BodyHandlers.discarding()))
                    .limit(20)
                    .toList()
                    .forEach(each -> assertThat(each.join().statusCode()).isEqualTo(302));
        }

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(triesTold(address)).isEqualTo(1000));
        assertThat(jdbc.sql("select count(*) from safecity.audit_entry where address = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single())
                .isLessThan(400);
    }

    /** How many failed tries of an address the trail tells, one by one or in a sum. */
    private int triesTold(String address) {
        return jdbc.sql("""
                        select coalesce(sum(coalesce(cast(substring(details from '此后同类 (\\d+) 次') as integer), 1)), 0)
                          from safecity.audit_entry
                         where address = :address and act = '登录'""").param("address", address).query(Integer.class).single();
    }

    private List<String> told(String login) {
        return jdbc.sql("""
                        select act || ' ' || outcome || ' ' || details
                          from safecity.audit_entry
                         where object = :login and act in ('登录', '退出') and node = 'second'
                         order by seq""").param("login", login).query(String.class).list();
    }

    private static DefaultOAuth2TokenCallback token(String login, Map<String, Object> claims, long seconds) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("preferred_username", login);
        return new DefaultOAuth2TokenCallback("gov", "subject-" + login, "JWT", List.of("safecity"), all, seconds);
    }

    private HttpResponse<String> signIn(HttpClient browser, String login, String page) throws Exception {
        provider.enqueueCallback(token(login, Map.of(), 3600));
        open(browser, page);
        HttpResponse<String> arrived = open(browser, "/oauth2/authorization/gov");
        return arrived.uri().toString().contains("/login?")
                        || arrived.uri().getPath().startsWith("/account")
                ? arrived
                : open(browser, page);
    }

    private HttpResponse<String> open(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept", "text/html, */*")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import safecity.SafeCity;

/** A second node on the same database, where people may also sign in by an OpenID Connect provider that runs beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest extends AccountCase {

    private OidcProvider provider;
    private ConfigurableApplicationContext node;
    private String base;

    @Autowired
    private DataSource database;

    @Autowired
    private Sessions sessions;

    @BeforeAll
    void startNode() throws Exception {
        provider = new OidcProvider();
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        node = new SpringApplicationBuilder(SafeCity.class)
                .properties(Map.ofEntries(
                        Map.entry("server.port", "0"),
                        Map.entry("spring.datasource.url", pool.getJdbcUrl()),
                        Map.entry("spring.datasource.username", String.valueOf(pool.getUsername())),
                        Map.entry("spring.datasource.password", String.valueOf(pool.getPassword())),
                        Map.entry("spring.datasource.hikari.maximum-pool-size", "5"),
                        Map.entry("spring.jmx.enabled", "false"),
                        Map.entry("camunda.bpm.job-execution.enabled", "false"),
                        Map.entry("camunda.bpm.process-engine-name", "second"),
                        Map.entry("safecity.data-directory", "target/test-second"),
                        Map.entry("safecity.demonstration", "off"),
                        Map.entry("safecity.demonstration-list", "off"),
                        Map.entry("safecity.notice-poll", "PT24H"),
                        Map.entry("safecity.recount-poll", "PT24H"),
                        Map.entry("safecity.digest-cron", "-"),
                        Map.entry("safecity.account-cron", "-"),
                        Map.entry("safecity.daily-figures-poll", "PT24H"),
                        Map.entry("safecity.webhook-poll", "PT24H"),
                        Map.entry("safecity.session-check", "PT1S"),
                        Map.entry("spring.security.oauth2.client.registration.gov.client-id", OidcProvider.CLIENT),
                        Map.entry("spring.security.oauth2.client.registration.gov.client-secret", "geheim"),
                        Map.entry("spring.security.oauth2.client.registration.gov.client-name", "区统一身份认证"),
                        Map.entry("spring.security.oauth2.client.registration.gov.scope", "openid"),
                        Map.entry("spring.security.oauth2.client.provider.gov.issuer-uri", provider.issuer())))
                .run();
        base = "http://localhost:"
                + ((ServletWebServerApplicationContext) node).getWebServer().getPort();
    }

    @AfterAll
    void stopNode() {
        if (node != null) {
            node.close();
        }
        provider.close();
    }

    @Test
    void person_with_an_account_signs_in_and_other_nodes_can_end_the_session() throws Exception {
        String login = firstSignIn(UNIT, Role.UNIT_CLERK);
        HttpClient browser = browser();
        assertThat(open(browser, "/login").body()).contains("区统一身份认证", "/oauth2/authorization/gov");

        HttpResponse<String> page = signIn(browser, login, "/account");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("我的账号", login);

        String engineApi = "/camunda/api/engine/engine/second/task/count";
        assertThat(open(browser, engineApi).statusCode()).isEqualTo(200);

        assertThat(sessions.endAll(login)).isEqualTo(1);
        itIs(clock.instant().plusSeconds(2)); // one clock moves both nodes

        assertThat(open(browser, engineApi).statusCode()).isEqualTo(401);
        assertThat(open(browser, "/account").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void person_without_an_account_is_told_so() throws Exception {
        HttpResponse<String> page = signIn(browser(), "niemand", "/account");

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
            assertThat(signIn(browser(), login, "/account").uri().toString()).endsWith("/login?unknown");
        }
    }

    @Test
    void privileged_person_still_enrols_a_second_factor() throws Exception {
        String login = account(null, Role.DESIGNER);

        HttpResponse<String> page = signIn(browser(), login, "/ladder");

        assertThat(page.uri().getPath()).isEqualTo("/account/second-factor");
        assertThat(page.body()).contains("您的角色登录时除口令外还要动态口令");
    }

    private HttpResponse<String> signIn(HttpClient browser, String login, String page) throws Exception {
        provider.signsIn(login);
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

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }
}

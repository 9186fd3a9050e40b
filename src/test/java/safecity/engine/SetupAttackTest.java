package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.ApplicationTest;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;

/**
 * CVE-2026-77226, tried on the running application while the engine's administrators' group has no member: nobody makes an administrator, the engine's
 * Admin is for nobody (guard G8), nobody deploys a model past us (guard G9), and nobody signs in past our
 * own sign-in (guard G11).
 */
class SetupAttackTest extends ApplicationTest {

    private static final String ADMINISTRATORS = "camunda-admin";
    private static final String NEW_ADMINISTRATOR = """
            {"profile":{"id":"evil","firstName":"E","lastName":"V","email":""},"credentials":{"password":"Chuangan-2026!"}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Directory directory;

    @BeforeEach
    void emptyTheGroup() {
        membersOf(ADMINISTRATORS).forEach(member -> identity.deleteMembership(member, ADMINISTRATORS));
        assertThat(membersOf(ADMINISTRATORS)).isEmpty();
    }

    @AfterEach
    void sealAgain() {
        directory.sealAdministration();
        assertThat(membersOf(ADMINISTRATORS)).containsExactly("sealed-administrator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/set%75p/default/user/create",
                "/camunda/api/admin/setup;x/default/user/create",
                "/camunda/api//admin/setup/default/user/create",
            })
    void nobody_makes_an_administrator(String address) throws Throwable {
        new DatabaseChecksum(jdbc).assertUnchangedBy(() -> {
            HttpPerson nobody = HttpPerson.nobody(port);
            nobody.send("GET", "/camunda/api/engine/engine", null);
            assertThat(nobody.send("POST", address, NEW_ADMINISTRATOR).statusCode())
                    .isIn(400, 401, 403, 404);
            for (String login : List.of("chengguanwei", "xitong", "anquan")) {
                assertThat(HttpPerson.signIn(port, login)
                                .send("POST", address, NEW_ADMINISTRATOR)
                                .statusCode())
                        .as(login)
                        .isIn(400, 404);
            }
        });
        assertThat(identity.createUserQuery().userId("evil").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/admin/",
                "/camunda/app/admin/default/",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/adm%69n/default/"
            })
    void admin_of_the_engine_is_for_nobody(String address) {
        for (String login : List.of("chengguanwei", "duban", "sheji", "xitong", "anquan", "shenji")) {
            assertThat(HttpPerson.signIn(port, login).send("GET", address, null).statusCode())
                    .as(login)
                    .isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webjars/camunda/app/admin/index.html",
                "/webjars/camunda/app/welcome/index.html",
                "/webjars/camunda/app/tasklist/index.html",
                "/webjars/camunda/lib/deps.js",
                "/webjars/camunda/securityFilterRules.json",
                "/camunda-welcome/index.html"
            })
    void files_of_the_web_apps_are_had_below_their_pages_only(String address) {
        assertThat(HttpPerson.nobody(port).send("GET", address, null).statusCode())
                .isEqualTo(302);
        for (String login : List.of("chengguanwei", "xitong")) {
            assertThat(HttpPerson.signIn(port, login).send("GET", address, null).statusCode())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(HttpPerson.nobody(port)
                        .send("GET", "/webjars/htmx.org/2.0.10/dist/htmx.min.js", null)
                        .statusCode())
                .as("ours")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sheji", "duban", "xitong", "anquan"})
    void nobody_deploys_a_model(String login) throws Throwable {
        String file = """
                --x\r
                Content-Disposition: form-data; name="deployment-name"\r
                \r
                evil\r
                --x\r
                Content-Disposition: form-data; name="data"; filename="evil.bpmn"\r
                Content-Type: application/octet-stream\r
                \r
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="x">
                  <process id="evil" isExecutable="true" camunda:historyTimeToLive="P1D"><startEvent id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>
                    <serviceTask id="b" camunda:class="java.lang.Object"/></process></definitions>\r
                --x--\r
                """;
        new DatabaseChecksum(jdbc).assertUnchangedBy(() -> {
            HttpResponse<String> answer = HttpPerson.signIn(port, login)
                    .send(
                            "POST",
                            "/camunda/api/engine/engine/default/deployment/create",
                            BodyPublishers.ofString(file),
                            "multipart/form-data; boundary=x");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("没有开放这项操作");
        });
    }

    @Test
    void nobody_signs_in_at_the_engine() throws Throwable {
        new DatabaseChecksum(jdbc).assertUnchangedBy(() -> {
            for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
                HttpPerson nobody = HttpPerson.nobody(port);
                nobody.send("GET", "/camunda/api/engine/engine", null);
                HttpResponse<String> answer = nobody.send(
                        "POST",
                        "/camunda/api/admin/auth/user/default/login/" + app,
                        BodyPublishers.ofString("username=duban&password=chuangan-demo"),
                        "application/x-www-form-urlencoded");
                assertThat(answer.statusCode()).isIn(401, 403, 404);
            }
        });
    }

    @Test
    void sealed_administrator_cannot_sign_in() {
        directory.sealAdministration();
        assertThat(identity.checkPassword("sealed-administrator", "")).isFalse();
        assertThat(jdbc.sql("select count(*) from safecity.account where login = 'sealed-administrator'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<String> membersOf(String group) {
        return identity.createUserQuery().memberOfGroup(group).list().stream()
                .map(org.camunda.bpm.engine.identity.User::getId)
                .toList();
    }
}

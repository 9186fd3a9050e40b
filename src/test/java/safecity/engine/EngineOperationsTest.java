package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.ApplicationTest;
import safecity.AuthzMatrix;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;
import safecity.identity.Role;

/** Guard G10: of all operations of the engine's web API those that stand in {@code engine/operations.csv} are open, each to those who need it, and no other. */
class EngineOperationsTest extends ApplicationTest {

    private static final String API = "/camunda/api/engine/engine/default";

    /** What each role does in the engine's web apps. */
    private static final Map<Role, List<WebAppUse>> USES = Map.of(
            Role.UNIT_CLERK, List.of(WebAppUse.TASKLIST),
            Role.UNIT_HEAD, List.of(WebAppUse.TASKLIST),
            Role.SUPERVISOR, List.of(WebAppUse.TASKLIST, WebAppUse.COCKPIT),
            Role.EXPERT, List.of(WebAppUse.TASKLIST),
            Role.LEADER, List.of(WebAppUse.TASKLIST),
            Role.DESIGNER, List.of(WebAppUse.COCKPIT),
            Role.SYSTEM_ADMINISTRATOR, List.of(WebAppUse.COCKPIT, WebAppUse.REPAIR),
            Role.SECURITY_ADMINISTRATOR, List.of(),
            Role.AUDIT_ADMINISTRATOR, List.of());

    @LocalServerPort
    private int port;

    private final EngineOperations open = EngineOperations.read();

    record Operation(String method, String path) {

        String address() {
            return API + path.replaceAll("\\{[^}]*}", "absent");
        }
    }

    @Test
    void every_operation_that_is_not_listed_is_refused_to_every_role() throws Throwable {
        List<Operation> all = operationsOfTheEngine();
        assertThat(all).hasSizeGreaterThan(390);
        AuthzMatrix.PEOPLE.values().forEach(login -> HttpPerson.signIn(port, login)); // which is noted at the account

        new DatabaseChecksum(jdbc)
                .assertUnchangedBy(() -> AuthzMatrix.PEOPLE.forEach((role, login) -> {
                    List<WebAppUse> uses = USES.get(role);
                    HttpPerson person = HttpPerson.signIn(port, login);
                    List<String> wrong = new ArrayList<>();
                    for (Operation operation : all) {
                        if (!isOpen(operation, uses)) {
                            HttpResponse<String> answer = person.send(operation.method(), operation.address(), null);
                            if (answer.statusCode() != 403 || !answer.body().contains("没有开放这项操作")) {
                                wrong.add(answer.statusCode() + " " + operation);
                            }
                        }
                    }
                    assertThat(wrong).as(login).isEmpty();
                }));
    }

    private boolean isOpen(Operation operation, List<WebAppUse> uses) {
        return open.find(operation.method(), operation.address().substring("/camunda/api".length()))
                .filter(found -> found.operation().uses().stream().anyMatch(uses::contains))
                .isPresent();
    }

    @Test
    void listed_operations_are_few_and_each_says_why() {
        assertThat(open.all()).hasSizeLessThan(80).allSatisfy(operation -> {
            assertThat(operation.why()).isNotBlank();
            assertThat(operation.uses()).isNotEmpty();
            assertThat(operation.method()).isNotEqualTo("DELETE");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engin%65/engine/default/user",
                "/camunda/api/engine/engine/default/us%65r",
                "/camunda/api/engine/engine/default/user;x",
                "/camunda/api/engine;x/engine/default/user",
                "/camunda/api//engine/engine/default/user",
                "/camunda/api/engine/engine/default//user",
                "/camunda/api/./engine/engine/default/user",
                "/camunda/api/engine/engine/default/task/../user",
                "/camunda/api/engine/engine/default/task/%2e%2e/user",
                "/camunda/api/engine/engine/default/user/",
                "/camunda/api/engine/engine/default%2Fuser",
                "/camunda/api/engine/engine/default/user%00",
                "/camunda/api/engine/user",
                "/camunda/api/engine/engine/other/user",
                "/camunda/api/engine/engine/default/metrics",
                "/camunda/api/engine/engine/default",
                "/camunda/api/cockpit/plugin/base/default/process-definition/x/y",
                "/camunda/api/admin/plugin/adminPlugins/default/metrics/x/aggregated",
                "/engine-rest/user",
            })
    void detour_leads_nowhere(String path) {
        for (String login : List.of("chengguanwei", "xitong")) {
            HttpResponse<String> answer = HttpPerson.signIn(port, login).send("GET", path, null);
            assertThat(answer.statusCode()).as(login).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("\"id\"");
        }
        assertThat(HttpPerson.nobody(port).send("GET", path, null).statusCode()).isIn(302, 400, 401, 403, 404);
    }

    @Test
    void nobody_is_told_anything_without_signing_in() {
        HttpPerson nobody = HttpPerson.nobody(port);
        open.all().stream()
                .filter(operation -> !operation.pattern().getPatternString().endsWith("/logout"))
                .forEach(operation -> assertThat(nobody.send(
                                        operation.method(),
                                        "/camunda/api"
                                                + operation
                                                        .pattern()
                                                        .getPatternString()
                                                        .replaceAll("\\{[^}]*}", "absent"),
                                        null)
                                .statusCode())
                        .as(operation.pattern().getPatternString())
                        .isIn(401, 403));
    }

    @Test
    void matrix_of_rights_says_the_same() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        open.all()
                .forEach(operation -> listed.put(
                        operation.method() + " /camunda/api"
                                + operation.pattern().getPatternString(),
                        USES.entrySet().stream()
                                .filter(role -> role.getValue().stream().anyMatch(operation.uses()::contains))
                                .map(role -> role.getKey().name())
                                .collect(Collectors.toCollection(TreeSet::new))));

        assertThat(AuthzMatrix.read().openOperations()).isEqualTo(listed);
    }

    static List<Operation> operationsOfTheEngine() throws IOException {
        List<Operation> operations = new ArrayList<>();
        try (InputStream file = EngineOperationsTest.class.getResourceAsStream("/openapi.json")) {
            JsonNode paths = new ObjectMapper().readTree(file).path("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method -> operations.add(
                                    new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey()))));
        }
        return operations;
    }
}

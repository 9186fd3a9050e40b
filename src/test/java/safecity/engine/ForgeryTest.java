package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.AuthzMatrix;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.Cases;
import safecity.HttpPerson;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Role;

/** What a page of another site has a browser send changes nothing, though the person may do it: it lacks the token of our page. */
class ForgeryTest extends AttackedTask {

    private static final List<String> LOGINS = List.of(
            Cases.CLERK,
            "chengguanwei-head",
            Cases.SUPERVISOR,
            Cases.EXPERT,
            "lingdao",
            "sheji",
            "xitong",
            "anquan",
            "shenji");
    private static final Set<RequestMethod> READS =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private People people;

    @Test
    void nothing_is_changed_without_the_token_of_the_page() throws Exception {
        AuthzMatrix matrix = AuthzMatrix.read();
        Map<Role, Person> byRole = new EnumMap<>(Role.class);
        LOGINS.stream()
                .map(people::require)
                .forEach(person -> person.roles().forEach(role -> byRole.put(role, person)));
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                for (String pattern : READS.contains(method) ? Set.<String>of() : mapping.getPatternValues()) {
                    Row row = matrix.rows().stream()
                            .filter(each -> each.method().equals(method.name())
                                    && each.path().equals(pattern))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("No row for " + method + " " + pattern));
                    Role allowed = row.scopes().entrySet().stream()
                            .filter(cell -> cell.getValue() != Scope.NONE && cell.getValue() != Scope.SECRET)
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("Nobody may " + method + " " + pattern));
                    int forged = status(row, byRole.get(allowed), false);
                    int own = status(row, byRole.get(allowed), true);
                    asked++;
                    if (forged != 403 || own == 403) {
                        wrong.add("%s %s as %s: %d without, %d with the token"
                                .formatted(method, pattern, allowed, forged, own));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(50);
    }

    @Test
    void what_answers_to_every_method_only_reads() throws Exception {
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (String pattern : mapping.getMethodsCondition().getMethods().isEmpty()
                    ? mapping.getPatternValues()
                    : Set.<String>of()) {
                for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                    assertThat(mvc.perform(MockMvcRequestBuilders.request(
                                                    HttpMethod.valueOf(method), URI.create(pattern.replace("**", "x")))
                                            .with(user(people.require("xitong"))))
                                    .andReturn()
                                    .getResponse()
                                    .getStatus())
                            .as(method + " " + pattern)
                            .isBetween(400, 499);
                }
            }
        }
    }

    /** Asks, and takes back what was done. */
    private int status(Row row, Person person, boolean token) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(row.method()),
                        URI.create(row.path().replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "1")))
                .with(user(person));
        return transaction.execute(work -> {
            work.setRollbackOnly();
            try {
                return mvc.perform(token ? request.with(csrf()) : request)
                        .andReturn()
                        .getResponse()
                        .getStatus();
            } catch (Exception failure) {
                return 500;
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            chengguanwei ¦ POST ¦ /task/TASK/claim          ¦ {"userId":"chengguanwei"}
            chengguanwei ¦ POST ¦ /task/TASK/comment/create ¦ {"message":"已核对"}
            chengguanwei ¦ POST ¦ /task/TASK/submit-form    ¦ {"variables":{"decision":{"value":"signFor"}}}
            duban        ¦ POST ¦ /task?maxResults=10       ¦ {"assignee":"chengguanwei"}
            sheji        ¦ POST ¦ /process-instance/count   ¦ {}
            xitong       ¦ PUT  ¦ /job/absent/retries       ¦ {"retries":1}
            """)
    void the_engine_takes_nothing_without_its_token(String login, String method, String path, String body)
            throws Throwable {
        HttpPerson person = HttpPerson.signIn(port, login);
        String address = "/camunda/api/engine/engine/default" + path.replace("TASK", task);

        denied(() -> {
            var answer = person.forged(method, address, body, "application/json");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("没有通过校验").doesNotContain("CSRF");
            assertThat(person.forged(method, address, body, "text/plain").statusCode())
                    .as("signed out meanwhile")
                    .isIn(401, 403, 415);
        });
        if (path.endsWith("submit-form")) {
            cases.claimed(item, login, "signFor");
        }
        assertThat(HttpPerson.signIn(port, login).send(method, address, body).statusCode())
                .as("the same, meant so")
                .isNotIn(401, 403);
    }

    @Test
    void our_pages_take_no_form_of_another_site() throws Throwable {
        denied(() -> assertThat(
                        clerk.forged("POST", "/account/sessions/end-others", "", "application/x-www-form-urlencoded")
                                .statusCode())
                .isEqualTo(403));
        assertThat(clerk.send("GET", "/tasks/token", null).statusCode()).isEqualTo(200);
    }
}

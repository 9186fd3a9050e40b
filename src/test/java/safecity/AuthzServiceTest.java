package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.identity.People;

/** Walks {@code authz-matrix.csv} as another system with a token: it opens its scope of {@code /api}, and is nobody everywhere else. */
class AuthzServiceTest extends ApplicationTest {

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @ParameterizedTest
    @ValueSource(strings = {"items", "figures", "events"})
    void token_opens_its_scope_and_nothing_else(String scope) throws Throwable {
        String header = "Bearer " + token(scope + ":read");
        HttpClient client = HttpClient.newHttpClient();
        List<String> wrong = new ArrayList<>();

        new DatabaseChecksum(jdbc, "safecity.api_token").assertUnchangedBy(() -> {
            for (Row row : AuthzMatrix.read().rows()) {
                boolean opens = row.service().equals(scope) || row.service().equals("any");
                int status;
                boolean turnedAway;
                if (row.ofControllers()) {
                    MockHttpServletResponse answer = mvc.perform(AuthzRequest.of(row, AuthzRequest.NOTHING)
                                    .header("Authorization", header)
                                    .with(csrf()))
                            .andReturn()
                            .getResponse();
                    status = answer.getStatus();
                    turnedAway = isTurnedAway(status, answer.getRedirectedUrl());
                } else {
                    HttpResponse<Void> answer = client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                            + row.path().replaceAll("\\{\\w+}|\\*\\*", "x")))
                                    .header("Authorization", header)
                                    .method(row.method(), BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding());
                    status = answer.statusCode();
                    turnedAway = isTurnedAway(
                            status, answer.headers().firstValue("Location").orElse(null));
                }
                boolean forEverybody = row.anonymous() != Scope.NONE;
                if (turnedAway ? opens : !opens && !forEverybody) {
                    wrong.add("%s · %s: %d".formatted(row.endpoint(), scope, status));
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    private static boolean isTurnedAway(int status, String leadsTo) {
        return status == 401 || status == 403 || leadsTo != null && leadsTo.endsWith("/login");
    }

    private String token(String scope) throws Exception {
        return String.valueOf(mvc.perform(post("/integrations/tokens")
                        .param("name", "w " + UUID.randomUUID())
                        .param("scopes", scope)
                        .with(csrf())
                        .with(user(people.require("xitong"))))
                .andReturn()
                .getFlashMap()
                .get("token"));
    }
}

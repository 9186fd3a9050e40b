package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Guard G5: what is refused whoever asks, and what is left to the engine. */
class EngineRequestsTest {

    private static final String API = "/camunda/api/engine/engine/default";

    private final TaskVariablesGuard guard = new TaskVariablesGuard(task -> Optional.empty(), (login, task) -> false);

    @ParameterizedTest
    @CsvSource({
        "POST,/task/1/bpmnError",
        "POST,/task/1/bpmnEscalation",
        "POST,/task/1/resolve",
        "POST,/task/1/delegate",
        "POST,/task/1/assignee",
        "POST,/task/1/variables",
        "PUT,/task/1/variables/accepted",
        "POST,/task/1/variables/accepted/data",
        "POST,/task/1/localVariables",
        "PUT,/task/1/localVariables/accepted",
        "POST,/task/1/identity-links",
        "POST,/task/1/identity-links/delete",
        "POST,/task/1/attachment/create",
        "POST,/task/create",
        "PUT,/task/1",
        "DELETE,/task/1",
        "POST,/process-instance/1/modification",
        "POST,/process-instance/1/variables",
        "PUT,/process-instance/1/variables/x",
        "POST,/execution/1/signal",
        "POST,/execution/1/localVariables",
        "POST,/message",
        "POST,/signal",
        "POST,/deployment/create",
        "DELETE,/deployment/1",
        "DELETE,/process-instance/1",
        "DELETE,/history/process-instance/1",
        "POST,/process-definition/key/problem/start",
        "POST,/process-definition/1/submit-form",
        "POST,/task/1/bpmn%45rror",
        "POST,/task/1/resolve/",
        "DELETE,/authorization/1",
        "POST,/authorization/create",
        "PUT,/authorization/1",
        "POST,/user/create",
        "PUT,/user/zhang/profile",
        "PUT,/user/zhang/credentials",
        "POST,/user/zhang/unlock",
        "POST,/group/create",
        "PUT,/group/unit",
        "PUT,/group/unit/members/zhang",
        "POST,/tenant/create",
        "PUT,/tenant/1/user-members/zhang",
        "PUT,/task/1/comment",
        "PUT,/process-instance/1/comment",
    })
    void operation_beside_the_model_is_refused_for_everybody(String method, String path) throws Exception {
        for (String prefix : new String[] {API, "/camunda/api/engine", "/camunda/api/engin%65/engine/default"}) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            guard.doFilter(request(method, prefix + path, "{}"), response, new MockFilterChain());
            assertThat(response.getStatus()).as(prefix + path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/task/1/variables",
        "GET,/process-instance/1/variables",
        "POST,/task",
        "POST,/task/count",
        "POST,/history/process-instance",
        "POST,/history/activity-instance/count",
        "POST,/process-instance",
        "POST,/process-instance/count",
        "POST,/execution",
        "POST,/filter/1/list",
        "POST,/filter/1/count",
        "POST,/external-task",
        "POST,/external-task/count",
        "POST,/variable-instance",
        "POST,/incident/count",
        "POST,/task/1/unclaim",
        "GET,/task/1/form-variables",
        "POST,/user",
        "POST,/group/count",
    })
    void reading_and_giving_back_pass(String method, String path) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        guard.doFilter(request(method, API + path, "{}"), new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isNotNull();
    }

    private static MockHttpServletRequest request(String method, String path, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}

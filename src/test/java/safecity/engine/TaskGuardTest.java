package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Guards G4 and G5: who completes a task, and what he may say with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskGuardTest {

    private static final String API = "/camunda/api/engine/engine/default";
    private static final String FORM = """
            {"id":"rectification-submitPlan","schemaVersion":16,"components":[
              {"type":"group","components":[{"type":"textfield","key":"measures","label":"措施"}]},
              {"type":"textfield","key":"problemId","label":"编号"}]}
            """;

    private final GuardedEngine guarded = new GuardedEngine(Map.of());
    private Task task;
    private WebApiGuard guard;

    @BeforeEach
    void openTask() {
        task = guarded.openTask("rectification", FORM);
        guarded.engine.getTaskService().addCandidateUser(task.getId(), "clerk");
        guard = new WebApiGuard(
                new WebAppUsers((person, use) -> true),
                new TaskLookup(
                        guarded.engine.getTaskService(), guarded.engine.getIdentityService(), guarded.formFields));
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("clerk", null));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    void close() {
        guarded.close();
    }

    @Test
    void unclaimed_task_is_not_completed() {
        guarded.as(
                "clerk",
                () -> assertThatThrownBy(() -> guarded.engine.getTaskService().complete(task.getId()))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("请先认领该任务"));
    }

    @Test
    void colleague_of_the_same_unit_does_not_complete_a_claimed_task() {
        guarded.as("clerk", () -> guarded.engine.getTaskService().claim(task.getId(), "clerk"));

        guarded.as(
                "colleague",
                () -> assertThatThrownBy(() -> guarded.engine.getFormService().submitTaskForm(task.getId(), Map.of()))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("只有认领人可以办理"));
        assertThat(guarded.engine
                        .getTaskService()
                        .createTaskQuery()
                        .taskId(task.getId())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void assignee_completes_and_the_fields_are_gone_afterwards() {
        guarded.as("clerk", () -> {
            guarded.engine.getTaskService().claim(task.getId(), "clerk");
            guarded.engine.getTaskService().complete(task.getId(), Map.of("measures", "加固"));
        });

        assertThat(guarded.engine
                        .getTaskService()
                        .createTaskQuery()
                        .taskId(task.getId())
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "submit-form/", "submit%2Dform"})
    void form_with_its_own_fields_passes_unchanged(String operation) throws Exception {
        String body = "{\"variables\":{\"measures\":{\"value\":\"加固\",\"type\":\"String\"}}}";
        MockFilterChain chain = new MockFilterChain();

        int status = post(API + "/task/" + task.getId() + "/" + operation, body, chain);

        assertThat(status).isEqualTo(200);
        assertThat(chain.getRequest().getInputStream().readAllBytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{\"accepted\":{\"value\":true}}}",
                "{\"variables\":{\"problemId\":{\"value\":2}}}",
                "{\"variables\":{\"listId\":{\"value\":2}}}",
                "{\"variables\":{\"measures\":{\"value\":\"x\"},\"spotCheckNeeded\":{\"value\":false}}}",
                "{\"variables\":{\"measures\":{\"value\":\"rO0AB\",\"type\":\"Object\"}}}",
                "{\"variables\":{\"measures\":{\"value\":\"rO0AB\",\"type\":\"object\"}}}",
                "{\"variables\":{\"measures\":{\"value\":\"x\",\"type\":\"File\"}}}",
                "{\"variables\":{\"measures\":\"x\"}}",
                "{\"variables\":{\"measures\":{\"value\":\"a\\u0000b\"}}}",
                "{\"variables\":[]}",
                "{\"businessKey\":\"WT-2\"}",
                "[]",
                "",
            })
    void anything_else_is_refused(String body) throws Exception {
        for (String operation : new String[] {"complete", "submit-form", "submit%2Dform"}) {
            MockFilterChain chain = new MockFilterChain();
            assertThat(post(API + "/task/" + task.getId() + "/" + operation, body, chain))
                    .isEqualTo(403);
            assertThat(chain.getRequest()).isNull();
        }
    }

    @Test
    void second_list_of_variables_does_not_slip_through() throws Exception {
        String twice = "{\"variables\":{},\"variables\":{\"accepted\":{\"value\":true}}}";
        assertThat(post(API + "/task/" + task.getId() + "/submit-form", twice, new MockFilterChain()))
                .isEqualTo(400);
    }

    @Test
    void more_than_a_megabyte_is_refused() throws Exception {
        String large = "{\"variables\":{\"measures\":{\"value\":\"" + "x".repeat(WebApiBody.MOST_BYTES) + "\"}}}";
        assertThat(post(API + "/task/" + task.getId() + "/submit-form", large, new MockFilterChain()))
                .isEqualTo(413);
    }

    @Test
    void refusal_is_chinese_json() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        guard.doFilter(request("POST", API + "/task/1/bpmnError", "{}"), response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).startsWith("application/json");
        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains("\"type\":\"InvalidRequestException\"")
                .contains("由认领人填写表单办理");
    }

    @Test
    void task_that_another_was_faster_to_claim_says_so_in_chinese() {
        guarded.as("clerk", () -> guarded.engine.getTaskService().claim(task.getId(), "clerk"));

        guarded.as(
                "colleague",
                () -> assertThatThrownBy(() -> guarded.engine.getTaskService().claim(task.getId(), "colleague"))
                        .isInstanceOf(Refused.class)
                        .hasMessage("该任务已由“clerk”认领，请刷新任务列表"));
    }

    @Test
    void form_of_a_task_that_is_no_longer_there_says_so() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        String body = "{\"variables\":{\"measures\":{\"value\":\"加固\"}}}";
        guard.doFilter(request("POST", API + "/task/gone/submit-form", body), response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("没有找到：可能已经办结或撤回");
    }

    @Test
    void task_is_commented_on_by_its_assignee_and_its_unit_only() throws Exception {
        IdentityService people = guarded.engine.getIdentityService();
        if (people.createGroupQuery().groupId("unit").count() == 0) {
            people.saveGroup(people.newGroup("unit"));
            people.saveUser(people.newUser("colleague"));
            people.createMembership("colleague", "unit");
        }
        guarded.as("clerk", () -> guarded.engine.getTaskService().claim(task.getId(), "clerk"));

        assertThat(comment("clerk").getRequest()).isNotNull();
        assertThat(comment("colleague").getRequest()).isNotNull();
        assertThat(comment("designer").getRequest()).isNull();
    }

    private MockFilterChain comment(String caller) throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletRequest request = request("POST", API + "/task/" + task.getId() + "/comment/create", "{}");
        request.setRemoteUser(caller);
        guard.doFilter(request, new MockHttpServletResponse(), chain);
        return chain;
    }

    @Test
    void task_is_claimed_for_oneself_only() throws Exception {
        assertThat(claim("clerk", "clerk").getRequest()).isNotNull();

        assertThat(claim("clerk", "wang").getRequest()).isNull();
    }

    private MockFilterChain claim(String caller, String forWhom) throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletRequest request =
                request("POST", API + "/task/" + task.getId() + "/claim", "{\"userId\":\"" + forWhom + "\"}");
        request.setRemoteUser(caller);
        guard.doFilter(request, new MockHttpServletResponse(), chain);
        return chain;
    }

    private int post(String path, String body, MockFilterChain chain) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        guard.doFilter(request("POST", path, body), response, chain);
        return response.getStatus();
    }

    private static MockHttpServletRequest request(String method, String path, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteUser("clerk");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}

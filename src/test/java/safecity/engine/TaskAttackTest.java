package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.task.Attachment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.CaseTest;
import safecity.Cases;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;
import safecity.item.CurrentStep;
import safecity.item.Item;

/** What a unit's clerk could do to a task beside its form (guards G4 to G7), tried on the running application; the database stays as it is. */
class TaskAttackTest extends CaseTest {

    private static final String SIGN = "{\"variables\":{\"decision\":{\"value\":\"signFor\",\"type\":\"String\"}}}";

    @LocalServerPort
    private int port;

    private Item item;
    private String task;
    private HttpPerson clerk;

    @BeforeEach
    void dispatch() {
        item = cases.dispatched();
        task = cases.step(item, "signFor").taskId();
        clerk = HttpPerson.signIn(port, Cases.CLERK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock = """
            POST   ¦ /task/TASK/bpmnError                ¦ {"errorCode":"skip"}
            POST   ¦ /task/TASK/bpmnEscalation           ¦ {"escalationCode":"skip"}
            POST   ¦ /task/TASK/delegate                 ¦ {"userId":"chengguanwei2"}
            POST   ¦ /task/TASK/resolve                  ¦ {"variables":{"decision":{"value":"signFor"}}}
            POST   ¦ /task/TASK/complete                 ¦ {"variables":{"decision":{"value":"signFor"}}}
            POST   ¦ /task/TASK/assignee                 ¦ {"userId":"chengguanwei2"}
            POST   ¦ /task/TASK/unclaim                  ¦ {}
            GET    ¦ /task/TASK/identity-links           ¦
            GET    ¦ /task/TASK/variables                ¦
            POST   ¦ /task/TASK/identity-links           ¦ {"groupId":"qu-xiao-fang-zhi-dui","type":"candidate"}
            PUT    ¦ /task/TASK                          ¦ {"name":"x","priority":1}
            DELETE ¦ /task/TASK                          ¦
            POST   ¦ /task/TASK/variables                ¦ {"modifications":{"problemId":{"value":1}}}
            PUT    ¦ /task/TASK/variables/problemId      ¦ {"value":1}
            POST   ¦ /task/TASK/localVariables           ¦ {"modifications":{"decision":{"value":"signFor"}}}
            PUT    ¦ /task/TASK/localVariables/decision  ¦ {"value":"signFor"}
            POST   ¦ /task/TASK/attachment/create        ¦ {}
            POST   ¦ /process-instance/CASE/modification ¦ {"instructions":[]}
            POST   ¦ /process-instance/CASE/variables    ¦ {"modifications":{"problemId":{"value":1}}}
            PUT    ¦ /process-instance/CASE/suspended    ¦ {"suspended":true}
            DELETE ¦ /process-instance/CASE              ¦
            DELETE ¦ /history/process-instance/CASE      ¦
            POST   ¦ /execution/CASE/localVariables      ¦ {"modifications":{"problemId":{"value":1}}}
            POST   ¦ /execution/CASE/signal              ¦ {}
            POST   ¦ /message                            ¦ {"messageName":"problemClosed","processInstanceId":"CASE"}
            POST   ¦ /process-definition/key/problem/start ¦ {}
            POST   ¦ /deployment/create                  ¦ {}
            DELETE ¦ /user/chengguanwei                  ¦
            PUT    ¦ /user/chengguanwei/credentials      ¦ {"password":"Chuangan-2026!"}
            PUT    ¦ /group/qu-chuang-an-ban/members/chengguanwei ¦ {}
            """)
    void assignee_cannot_change_the_case_beside_the_form(String method, String path, String body) throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");
        String instance = process(item, "problem").getId();

        denied(() -> {
            HttpResponse<String> answer = clerk.engine(
                    method,
                    path.replace("TASK", task).replace("CASE", instance),
                    body == null ? null : body.replace("CASE", instance));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("没有开放这项操作");
        });
        assertThat(cases.at(item)).containsExactly("signFor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock = """
            {"variables":{"decision":{"value":"signFor"},"accepted":{"value":true}}}
            {"variables":{"decision":{"value":"signFor"},"problemId":{"value":1}}}
            {"variables":{"decision":{"value":"rO0AB","type":"Object"}}}
            {"variables":{"decision":{"value":"signFor"}},"businessKey":"WT-2020-00001"}
            """)
    void assignee_says_nothing_but_the_fields_of_the_form(String body) throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");

        denied(() -> assertThat(submit(clerk, body)).isEqualTo(403));
    }

    @Test
    void variables_of_random_names_are_refused() throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");

        denied(() -> {
            for (int attempt = 0; attempt < 50; attempt++) {
                String name = UUID.randomUUID().toString().replaceAll("[^a-f]", "");
                assertThat(submit(clerk, "{\"variables\":{\"x" + name + "\":{\"value\":true}}}"))
                        .isEqualTo(403);
            }
        });
    }

    @Test
    void task_is_claimed_for_oneself_and_completed_by_whoever_claimed_it() throws Throwable {
        HttpPerson colleague = HttpPerson.signIn(port, Cases.COLLEAGUE);
        denied(() -> {
            assertThat(submit(clerk, SIGN)).as("nobody's task").isEqualTo(400);
            assertThat(claim(clerk, Cases.COLLEAGUE)).isEqualTo(403);
        });
        assertThat(claim(clerk, Cases.CLERK)).isEqualTo(204);

        denied(() -> {
            HttpResponse<String> answer = colleague.engine("POST", "/task/" + task + "/submit-form", SIGN);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("只有认领人可以办理");
            assertThat(claim(colleague, Cases.COLLEAGUE)).isEqualTo(400);
        });
        assertThat(submit(clerk, SIGN)).isEqualTo(204);
        assertThat(cases.at(item)).doesNotContain("signFor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock = """
            GET  ¦                 ¦
            GET  ¦ /form           ¦
            GET  ¦ /deployed-form  ¦
            GET  ¦ /form-variables ¦
            GET  ¦ /comment        ¦
            HEAD ¦ /form-variables ¦
            POST ¦ /claim          ¦ {"userId":"xiaofangzhidui"}
            POST ¦ /submit-form    ¦ {"variables":{"decision":{"value":"signFor"}}}
            POST ¦ /comment/create ¦ {"message":"x"}
            """)
    void foreign_task_is_as_one_that_is_not_there(String method, String part, String body) throws Throwable {
        HttpPerson stranger = HttpPerson.signIn(port, Cases.OTHER_CLERK);
        String operation = part == null ? "" : part;

        denied(() -> {
            HttpResponse<String> foreign = stranger.engine(method, "/task/" + task + operation, body);
            for (String absent : List.of(UUID.randomUUID().toString(), neighbourOf(task), "x")) {
                HttpResponse<String> nothing = stranger.engine(method, "/task/" + absent + operation, body);
                assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(nothing.statusCode());
                assertThat(foreign.body()).isEqualTo(nothing.body());
            }
        });
    }

    /** The engine's ids are made of the time: the next ones can be guessed. */
    private static String neighbourOf(String id) {
        long low = Long.parseLong(id.substring(0, 8), 16);
        return "%08x%s".formatted((low + 1) & 0xffffffffL, id.substring(8));
    }

    @Test
    void unit_that_a_task_was_taken_from_sees_and_does_nothing_more() throws Throwable {
        assertThat(claim(clerk, Cases.CLERK)).isEqualTo(204);
        engine.getTaskService().addCandidateGroup(task, Cases.OTHER_UNIT);
        engine.getTaskService().deleteCandidateGroup(task, Cases.LEAD);
        engine.getTaskService().setAssignee(task, null);

        denied(() -> {
            assertThat(clerk.engine("GET", "/task/" + task, null).statusCode()).isEqualTo(404);
            assertThat(claim(clerk, Cases.CLERK)).isEqualTo(404);
            assertThat(submit(clerk, SIGN)).isEqualTo(404);
        });
        assertThat(holdersOf(task)).containsOnly(Cases.OTHER_UNIT);
        assertThat(claim(HttpPerson.signIn(port, Cases.OTHER_CLERK), Cases.OTHER_CLERK))
                .isEqualTo(204);
    }

    @Test
    void grant_of_whoever_held_a_task_ends_with_holding_it() {
        CurrentStep held = cases.claimed(item, Cases.CLERK, "signFor");
        assertThat(holdersOf(task)).contains(Cases.CLERK, Cases.LEAD);

        engine.getTaskService().setAssignee(held.taskId(), Cases.COLLEAGUE);

        assertThat(holdersOf(task)).contains(Cases.COLLEAGUE, Cases.LEAD).doesNotContain(Cases.CLERK);
    }

    @Test
    void no_completed_task_leaves_a_grant() {
        cases.complete(item, Cases.CLERK, "signFor", java.util.Map.of("decision", "signFor"));

        assertThat(jdbc.sql("""
                select count(*) from act_ru_authorization a
                 where a.resource_type_ = 7 and a.resource_id_ = :task""").param("task", task).query(Long.class).single()).isZero();
    }

    @Test
    void attachments_of_the_engine_are_closed_to_everybody() throws Throwable {
        Attachment planted = engine.getTaskService().createAttachment("text", task, null, "方案", "", "https://x");
        String address = "/task/" + task + "/attachment";

        for (String login : List.of(Cases.CLERK, Cases.OTHER_CLERK, Cases.SUPERVISOR)) {
            HttpPerson person = HttpPerson.signIn(port, login);
            denied(() -> {
                for (String path : List.of("", "/" + planted.getId(), "/" + planted.getId() + "/data")) {
                    assertThat(person.engine("GET", address + path, null).statusCode())
                            .isEqualTo(403);
                }
                assertThat(person.engine("DELETE", address + "/" + planted.getId(), null)
                                .statusCode())
                        .isEqualTo(403);
            });
        }
        engine.getTaskService().deleteAttachment(planted.getId());
    }

    @Test
    void engine_itself_refuses_a_person_what_no_form_asks_for() throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");
        String comment = engine.getTaskService().createComment(task, null, "备注").getId();

        denied(() -> {
            as(Cases.OTHER_CLERK, Cases.OTHER_UNIT, () -> {
                refuses(() -> engine.getTaskService().createComment(task, null, "x"));
                refuses(() -> engine.getTaskService().getTaskComments(task));
                refuses(() -> engine.getTaskService().getTaskComment(task, comment));
                refuses(() -> engine.getTaskService().createAttachment("text", task, null, "x", "", "https://x"));
                refuses(() -> engine.getTaskService().getTaskAttachments(task));
            });
            as(Cases.CLERK, Cases.LEAD, () -> {
                refuses(() -> engine.getTaskService().deleteTaskComment(task, comment));
                refuses(() -> engine.getTaskService().handleBpmnError(task, "skip"));
                refuses(() -> engine.getTaskService().handleEscalation(task, "skip"));
                refuses(() -> engine.getTaskService().delegateTask(task, Cases.COLLEAGUE));
                refuses(() -> engine.getTaskService().resolveTask(task));
                assertThatThrownBy(() -> engine.getIdentityService().deleteUser(Cases.CLERK))
                        .isInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() -> engine.getTaskService().setVariable(task, "problemId", 1L))
                        .isInstanceOf(AuthorizationException.class);
            });
        });
    }

    private static void refuses(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(Refused.class);
    }

    private void as(String login, String unit, Runnable work) {
        engine.getIdentityService().setAuthentication(login, List.of(unit));
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private void denied(ThrowingCallable work) throws Throwable {
        new DatabaseChecksum(jdbc).assertUnchangedBy(work);
    }

    private List<String> holdersOf(String taskId) {
        return jdbc.sql("""
                select coalesce(user_id_, group_id_) from act_ru_authorization
                 where resource_type_ = 7 and resource_id_ = :task""").param("task", taskId).query(String.class).list();
    }

    private int submit(HttpPerson person, String body) {
        return person.engine("POST", "/task/" + task + "/submit-form", body).statusCode();
    }

    private int claim(HttpPerson person, String forWhom) {
        return person.engine("POST", "/task/" + task + "/claim", "{\"userId\":\"" + forWhom + "\"}")
                .statusCode();
    }
}

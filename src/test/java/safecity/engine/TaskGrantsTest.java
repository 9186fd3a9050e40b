package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.task.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecity.Cases;
import safecity.HttpPerson;
import safecity.item.CurrentStep;

/** Who is let at a task, and for how long (guards G4, G6 and G7): by the web API, and by the engine itself should somebody get past that. */
class TaskGrantsTest extends AttackedTask {

    @ParameterizedTest
    @CsvSource({
        "?assignee=chengguanwei&processInstanceId=x&maxResults=15, 200",
        "'', 403",
        "?assignee=xiaofangzhidui, 403",
        "?assignee=chengguanwei&assignee=xiaofangzhidui, 403",
        "?assignee=chengguanwei&nameLike=%25, 403",
        "?processInstanceId=x, 403"
    })
    void person_asks_for_own_tasks_alone(String query, int status) {
        assertThat(clerk.engine("GET", "/task" + query, null).statusCode()).isEqualTo(status);
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
        assertThat(holders()).containsOnly(Cases.OTHER_UNIT);
        assertThat(claim(HttpPerson.signIn(port, Cases.OTHER_CLERK), Cases.OTHER_CLERK))
                .isEqualTo(204);
    }

    @Test
    void grant_of_whoever_held_a_task_ends_with_holding_it() {
        CurrentStep held = cases.claimed(item, Cases.CLERK, "signFor");
        assertThat(holders()).contains(Cases.CLERK, Cases.LEAD);

        engine.getTaskService().setAssignee(held.taskId(), Cases.COLLEAGUE);

        assertThat(holders()).contains(Cases.COLLEAGUE, Cases.LEAD).doesNotContain(Cases.CLERK);
    }

    @Test
    void no_completed_task_leaves_a_grant() {
        cases.complete(item, Cases.CLERK, "signFor", Map.of("decision", "signFor"));

        assertThat(holders()).isEmpty();
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
}

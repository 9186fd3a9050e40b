package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecity.Cases;
import safecity.HttpPerson;

/** What a unit's clerk could do to a task beside its form (guards G4, G5 and G10), tried on the running application; the database stays as it is. */
class TaskAttackTest extends AttackedTask {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
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
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {"variables":{"decision":{"value":"signFor"},"accepted":{"value":true}}}
            {"variables":{"decision":{"value":"signFor"},"problemId":{"value":1}}}
            {"variables":{"decision":{"value":"rO0AB","type":"Object"}}}
            {"variables":{"decision":{"value":"signFor"}},"businessKey":"WT-2020-00001"}
            {"variables":{"decision":{"value":{"a":1}}}}
            {"variables":{"decision":{"value":["signFor",{"a":1}]}}}
            {"variables":{"decision":{"value":[["signFor"]]}}}
            {"variables":{"decision":{"value":"{\\"a\\":1}","type":"Json"}}}
            {"variables":{"decision":{"value":"signFor","type":["Object"]}}}
            {"variables":{"decision":{"value":"signFor","type":"object"}}}
            {"variables":{"decision":{"value":"signFor","valueInfo":{"transient":true}}}}
            {"variables":{"decision":{"value":"signFor","type":"String","valueInfo":{"objectTypeName":"java.lang.Object"}}}}
            {"variables":{"decision":"signFor"}}
            """)
    void assignee_says_nothing_but_the_fields_of_the_form(String body) throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");

        denied(() -> {
            HttpResponse<String> answer = clerk.engine("POST", "/task/" + task + "/submit-form", body);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).containsPattern("\\p{IsHan}");
        });
    }

    @Test
    void text_that_is_too_long_is_refused_in_words() throws Throwable {
        cases.claimed(item, Cases.CLERK, "signFor");

        denied(() -> {
            for (String value : List.of("\"" + "字".repeat(4001) + "\"", "[\"" + "字".repeat(4000) + "\"]")) {
                HttpResponse<String> answer = clerk.engine(
                        "POST",
                        "/task/" + task + "/submit-form",
                        "{\"variables\":{\"decision\":{\"value\":%s}}}".formatted(value));
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("超过 4000 个字");
            }
        });
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
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
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
}

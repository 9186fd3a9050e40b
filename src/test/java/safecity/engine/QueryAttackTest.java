package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.CaseTest;
import safecity.Cases;
import safecity.HttpPerson;

/**
 * CVE-2026-109432 and its relatives, tried on the running application by everybody who may ask the engine for anything: no way to have an expression
 * evaluated (guards G1, G2, G3).
 */
class QueryAttackTest extends CaseTest {

    private static final String SONG = "${canary.sing()}";
    private static final String API = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;

    @Autowired
    private Canary canary;

    private HttpPerson clerk;
    private String filter;
    private String evilFilter;

    @BeforeEach
    void signIn() {
        clerk = HttpPerson.signIn(port, Cases.CLERK);
        filter = engine.getFilterService()
                .createFilterQuery()
                .filterName("待认领")
                .singleResult()
                .getId();
        evilFilter = UUID.randomUUID().toString();
    }

    @AfterEach
    void nothingSang() {
        jdbc.sql("delete from act_ru_authorization where resource_id_ = :id")
                .param("id", evilFilter)
                .update();
        jdbc.sql("delete from act_ru_filter where id_ = :id")
                .param("id", evilFilter)
                .update();
        assertThat(canary.calls()).as("evaluated expressions").isZero();
    }

    /** What each may do in the engine's web apps: a query that is closed to a person is refused before it is read. */
    private static final Map<String, Set<WebAppUse>> ATTACKERS = Map.of(
            Cases.CLERK,
            Set.of(WebAppUse.TASKLIST),
            Cases.SUPERVISOR,
            Set.of(WebAppUse.TASKLIST, WebAppUse.COCKPIT),
            "sheji",
            Set.of(WebAppUse.COCKPIT),
            "xitong",
            Set.of(WebAppUse.COCKPIT, WebAppUse.REPAIR));

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            COCKPIT  ¦ POST ¦ /task                  ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ /task                  ¦ {"assigneeExpression":"SONG"}
            COCKPIT  ¦ POST ¦ /task                  ¦ {"orQueries":[{"owner":"a"},{"orQueries":[{"candidateUserExpression":"SONG"}]}]}
            COCKPIT  ¦ POST ¦ /task/count            ¦ {"orQueries":[{"candidateGroupsExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ /task/count            ¦ {"orQueries":[{"followUpBefore\\u0045xpression":"SONG"}]}
            COCKPIT  ¦ GET  ¦ /task/count?assigneeExpression=%24%7Bcanary.sing()%7D ¦
            COCKPIT  ¦ POST ¦ /process-instance      ¦ {"orQueries":[{"businessKeyExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ /process-instance/count ¦ {"variables":[{"name":"a","operator":"eq","value":{"valueExpression":"SONG"}}]}
            COCKPIT  ¦ POST ¦ /variable-instance     ¦ {"variableNameExpression":"SONG"}
            COCKPIT  ¦ POST ¦ /variable-instance/count ¦ {"variableValues":[{"valueExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ /job                   ¦ {"sorting":[{"sortBy":"jobId","parameters":{"xExpression":"SONG"}}]}
            COCKPIT  ¦ POST ¦ /job/count             ¦ {"dueDateExpression":"SONG"}
            COCKPIT  ¦ POST ¦ /external-task/count   ¦ {"topicNameExpression":"SONG"}
            COCKPIT  ¦ POST ¦ PLUGIN/incident        ¦ {"incidentTypeExpression":"SONG"}
            COCKPIT  ¦ POST ¦ PLUGIN/incident/count  ¦ {"orQueries":[{"incidentTypeExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ PLUGIN/process-instance ¦ {"variables":[{"valueExpression":"SONG"}]}
            COCKPIT  ¦ POST ¦ PLUGIN/process-instance/count ¦ {"businessKeyExpression":"SONG"}
            REPAIR   ¦ PUT  ¦ /job/x/retries         ¦ {"retries":1,"dueDateExpression":"SONG"}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"assigneeExpression":"SONG"}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"owner":"a"},{"orQueries":[{"ownerExpression":"SONG"}]}]}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"assignee\\u0045xpression":"SONG"}]}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"\\u0061\\u0073\\u0073ignee\\u0045\\u0078pression":"SONG"}]}
            TASKLIST ¦ POST ¦ /filter/FILTER/list    ¦ {"sorting":[{"sortBy":"dueDate","parameters":{"xExpression":"SONG"}}]}
            TASKLIST ¦ GET  ¦ /task?assigneeExpression=%24%7Bcanary.sing()%7D ¦
            NOBODY   ¦ POST ¦ /filter/FILTER/count   ¦ {"orQueries":[{"dueBeforeExpression":"SONG"}]}
            NOBODY   ¦ POST ¦ /filter/FILTER/singleResult ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            NOBODY   ¦ POST ¦ /filter/create         ¦ {"name":"x","resourceType":"Task","query":{"orQueries":[{"assigneeExpression":"SONG"}]}}
            NOBODY   ¦ PUT  ¦ /filter/FILTER         ¦ {"name":"x","resourceType":"Task","query":{"assigneeExpression":"SONG"}}
            NOBODY   ¦ GET  ¦ /filter/FILTER/list?assigneeExpression=%24%7Bcanary.sing()%7D ¦
            NOBODY   ¦ GET  ¦ /filter/FILTER/count?assignee%45xpression=%24%7Bcanary.sing()%7D ¦
            NOBODY   ¦ POST ¦ /history/task          ¦ {"orQueries":[{"taskAssigneeExpression":"SONG"}]}
            """)
    void no_query_evaluates(String openTo, String method, String path, String body) {
        String address = path.startsWith("PLUGIN")
                ? path.replace("PLUGIN", "/camunda/api/cockpit/plugin/base/default")
                : API + path.replace("FILTER", filter);
        ATTACKERS.forEach((login, uses) -> {
            HttpResponse<String> answer = HttpPerson.signIn(port, login)
                    .send(method, address, body == null ? null : body.replace("SONG", SONG));

            boolean open = uses.stream().anyMatch(use -> use.name().equals(openTo));
            assertThat(answer.statusCode()).as(login).isEqualTo(403);
            assertThat(answer.body()).as(login).contains(open ? "不允许使用表达式" : "没有开放这项操作");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/task", "/task?maxResults=2001", "/process-instance", "/job?firstResult=0", "/variable-instance"
            })
    void nobody_asks_for_more_than_two_thousand_at_a_time(String path) {
        HttpResponse<String> answer = HttpPerson.signIn(port, Cases.SUPERVISOR).engine("POST", path, "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("不合要求");
    }

    @Test
    void list_for_which_cockpit_sets_no_limit_gets_one() {
        HttpPerson designer = HttpPerson.signIn(port, "sheji");
        String versions = "/process-definition?key=problem&sortBy=version&sortOrder=desc";

        assertThat(designer.engine("GET", versions, null).statusCode()).isEqualTo(200);
        assertThat(designer.engine("GET", versions + "&maxResults=2001", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void query_that_says_a_key_twice_is_not_read() {
        String twice = "{\"orQueries\":[],\"orQueries\":[{\"assigneeExpression\":\"" + SONG + "\"}]}";

        assertThat(clerk.engine("POST", "/filter/" + filter + "/list", twice).statusCode())
                .isEqualTo(400);
        assertThat(HttpPerson.signIn(port, "sheji")
                        .engine("POST", "/task", twice)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            /task              ¦ {"nameLike":"SONG","orQueries":[{"assignee":"SONG"}]}
            /process-instance  ¦ {"businessKey":"SONG","variables":[{"name":"problemId","operator":"eq","value":"SONG"}]}
            /variable-instance ¦ {"variableName":"SONG"}
            """)
    void value_that_reads_like_an_expression_is_a_text(String path, String body) {
        for (String login : List.of(Cases.SUPERVISOR, "sheji", "xitong")) {
            HttpResponse<String> answer =
                    HttpPerson.signIn(port, login).engine("POST", path + "?maxResults=10", body.replace("SONG", SONG));

            assertThat(answer.statusCode()).as(login).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            POST ¦ /task            ¦ application/x-www-form-urlencoded         ¦ assigneeExpression=SONG
            POST ¦ /task/count      ¦ application/x-www-form-urlencoded         ¦ {"assigneeExpression":"SONG"}
            POST ¦ /task            ¦ multipart/form-data; boundary=x           ¦ --x\\r\\nContent-Disposition: form-data; name="assigneeExpression"\\r\\n\\r\\nSONG\\r\\n--x--\\r\\n
            POST ¦ /task            ¦ multipart/form-data                       ¦ {"assigneeExpression":"SONG"}
            POST ¦ /task            ¦ text/plain                                ¦ {"assigneeExpression":"SONG"}
            PUT  ¦ /job/x/retries   ¦ application/x-www-form-urlencoded         ¦ retries=1&dueDateExpression=SONG
            PUT  ¦ /job/x/retries   ¦ multipart/form-data; boundary=x           ¦ --x\\r\\nContent-Disposition: form-data; name="retries"\\r\\n\\r\\n1\\r\\n--x--\\r\\n
            """)
    void form_instead_of_json_is_not_read(String method, String path, String type, String body) {
        HttpResponse<String> answer = HttpPerson.signIn(port, "xitong")
                .send(
                        method,
                        API + path,
                        BodyPublishers.ofString(body.replace("\\r\\n", "\r\n").replace("SONG", SONG)),
                        type);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("只接受 JSON");
    }

    @Test
    void body_in_another_encoding_or_type_is_not_read() {
        String evil = "{\"orQueries\":[{\"assigneeExpression\":\"" + SONG + "\"}]}";
        String list = API + "/filter/" + filter + "/list";

        assertThat(clerk.send(
                                "POST",
                                list,
                                BodyPublishers.ofByteArray(evil.getBytes(StandardCharsets.UTF_16)),
                                "application/json;charset=UTF-16")
                        .statusCode())
                .isEqualTo(400);
        assertThat(clerk.send("POST", list, BodyPublishers.ofString(evil), "application/hal+json")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void filter_that_was_stored_past_us_is_not_used() {
        jdbc.sql("""
                insert into act_ru_filter (id_, rev_, resource_type_, name_, owner_, query_, properties_)
                values (:id, 1, 'Task', 'evil', 'clerk', '{"orQueries":[{"assigneeExpression":"${canary.sing()}"}]}', '{}')""").param("id", evilFilter).update();
        jdbc.sql("""
                insert into act_ru_authorization (id_, rev_, type_, group_id_, user_id_, resource_type_, resource_id_, perms_)
                values (:id, 1, 1, :unit, null, 5, :id, 2)""").param("id", evilFilter).param("unit", Cases.LEAD).update();

        HttpResponse<String> answer = clerk.engine("POST", "/filter/" + evilFilter + "/list", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("不允许使用表达式");
        assertThat(clerk.engine("GET", "/filter?itemCount=true&maxResults=100", null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void more_than_a_megabyte_is_not_read() {
        String large = "{\"nameLike\":\"" + "x".repeat(WebApiBody.MOST_BYTES) + "\"}";

        assertThat(clerk.engine("POST", "/filter/" + filter + "/list", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void ordinary_search_is_answered() {
        HttpResponse<String> answer = clerk.engine(
                "POST", "/filter/" + filter + "/list?maxResults=15", "{\"orQueries\":[{\"nameLike\":\"%井盖%\"}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}

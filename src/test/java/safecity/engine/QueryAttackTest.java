package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.CaseTest;
import safecity.Cases;
import safecity.HttpPerson;

/** CVE-2026-109432 and its relatives, tried on the running application by a clerk: no way to have an expression evaluated (guards G1, G2, G3). */
class QueryAttackTest extends CaseTest {

    private static final String SONG = "${canary.sing()}";

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

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            POST ¦ /task                  ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            POST ¦ /task                  ¦ {"assigneeExpression":"SONG"}
            POST ¦ /task/count            ¦ {"orQueries":[{"candidateGroupsExpression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"assigneeExpression":"SONG"}
            POST ¦ /filter/FILTER/count   ¦ {"orQueries":[{"dueBeforeExpression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"owner":"a"},{"orQueries":[{"ownerExpression":"SONG"}]}]}
            POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"assignee\\u0045xpression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"orQueries":[{"\\u0061\\u0073\\u0073ignee\\u0045\\u0078pression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"orQueries":[],"orQueries":[{"assigneeExpression":"SONG"}]}
            POST ¦ /filter/FILTER/list    ¦ {"sorting":[{"sortBy":"dueDate","parameters":{"xExpression":"SONG"}}]}
            POST ¦ /filter/FILTER/singleResult ¦ {"orQueries":[{"assigneeExpression":"SONG"}]}
            POST ¦ /filter/create         ¦ {"name":"x","resourceType":"Task","query":{"orQueries":[{"assigneeExpression":"SONG"}]}}
            PUT  ¦ /filter/FILTER         ¦ {"name":"x","resourceType":"Task","query":{"assigneeExpression":"SONG"}}
            GET  ¦ /task?assigneeExpression=%24%7Bcanary.sing()%7D ¦
            GET  ¦ /filter/FILTER/list?assigneeExpression=%24%7Bcanary.sing()%7D ¦
            GET  ¦ /filter/FILTER/count?assignee%45xpression=%24%7Bcanary.sing()%7D ¦
            POST ¦ /history/task          ¦ {"orQueries":[{"taskAssigneeExpression":"SONG"}]}
            """)
    void no_query_evaluates(String method, String path, String body) {
        HttpResponse<String> answer =
                clerk.engine(method, path.replace("FILTER", filter), body == null ? null : body.replace("SONG", SONG));

        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(answer.body()).containsPattern("\\p{IsHan}");
    }

    @Test
    void body_in_another_encoding_or_type_is_not_read() {
        String evil = "{\"orQueries\":[{\"assigneeExpression\":\"" + SONG + "\"}]}";
        String list = "/camunda/api/engine/engine/default/filter/" + filter + "/list";

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
        HttpResponse<String> answer =
                clerk.engine("POST", "/filter/" + filter + "/list", "{\"orQueries\":[{\"nameLike\":\"%井盖%\"}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}

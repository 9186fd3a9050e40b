package safecity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import safecity.item.Item;

/** 接口令牌: who may read what, what is kept of a token, and what is told to whom it is refused. */
class TokensTest extends ApiCase {

    @Test
    void answers_with_a_token_alone_and_sets_no_cookie() throws Exception {
        MockHttpServletResponse answer = ask("/api/items?size=1", token);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getCookies()).isEmpty();
        assertThat(answer.getHeader("Set-Cookie")).isNull();
        MvcResult signedIn = mvc.perform(get("/api/items").with(user(people.require("duban"))))
                .andReturn();
        assertThat(signedIn.getRequest().getSession(false)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/items?status=OPEN, 400, status",
        "/api/items?stauts=CLOSED, 400, stauts",
        "/api/items?size=501, 400, 500",
        "/api/items?size=-1, 400, size",
        "/api/items?after=AAAA, 400, 游标",
        "/api/items?changedSince=yesterday, 400, changedSince",
        "/api/items?unit=no-such-unit, 400, no-such-unit",
        "/api/events?after=%25, 400, 游标",
        "/api/board?by=luck, 400, rate",
        "/api/items/WT-1999-00001, 404, 编号",
        "/api/nonsense, 404, openapi"
    })
    void says_what_is_wrong_with_a_request(String url, int status, String about) throws Exception {
        MockHttpServletResponse answer = ask(url, token);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertProblem(answer, status, about);
    }

    @Test
    void refuses_without_a_token_with_a_wrong_one_and_for_another_scope() throws Exception {
        MockHttpServletResponse none =
                mvc.perform(get("/api/items")).andReturn().getResponse();
        assertProblem(none, 401, "Authorization");
        assertThat(none.getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertProblem(ask("/api/items", "sc_wrong"), 401, "令牌");
        assertProblem(ask("/api/items", "x".repeat(5000)), 401, "令牌");

        String figures = token(EnumSet.of(Scope.FIGURES));
        assertThat(ask("/api/board", figures).getStatus()).isEqualTo(200);
        for (String url : List.of("/api/items", "/api/items/WT-2020-00001", "/api/events")) {
            assertProblem(ask(url, figures), 403, "权限范围");
        }
    }

    @Test
    void takes_no_session_for_a_token() throws Exception {
        MockHttpServletResponse answer = mvc.perform(get("/api/items").with(user(people.require("xitong"))))
                .andReturn()
                .getResponse();

        assertThat(answer.getStatus()).isIn(401, 403);
    }

    @Test
    void reads_only() throws Exception {
        MockHttpServletResponse answer = mvc.perform(post("/api/items").header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();

        assertProblem(answer, 405, "只读");
    }

    @Test
    void lets_a_token_have_so_many_requests_a_minute_on_all_nodes_together() throws Exception {
        jdbc.sql(
                        "update safecity.api_token set requests = 300, minute_began = :now where name in (select name from safecity.api_token order by id desc limit 1)")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();

        MockHttpServletResponse refused = ask("/api/board", token);
        assertProblem(refused, 429, "秒");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 61);
        itIs(clock.instant().plusSeconds(61));
        assertThat(ask("/api/board", token).getStatus()).isEqualTo(200);
    }

    @Test
    void is_made_and_revoked_by_the_system_administrator_and_shown_once() throws Exception {
        String name = "市平台 " + UUID.randomUUID();
        MvcResult made = mvc.perform(post("/integrations/tokens")
                        .param("name", name)
                        .param("scopes", "items:read", "figures:read")
                        .with(csrf())
                        .with(user(people.require("xitong"))))
                .andReturn();
        String shown = String.valueOf(made.getFlashMap().get("token"));

        assertThat(ask("/api/items?size=1", shown).getStatus()).isEqualTo(200);
        Document page = page("/integrations", "xitong");
        assertThat(page.select("tr:contains(%s)".formatted(name)).text())
                .contains("读取问题", "读取统计", "在用", "2020-09-28 10:00", "…" + shown.substring(shown.length() - 4))
                .doesNotContain("读取事件");
        assertThat(page.html()).doesNotContain(shown);
        assertThat(jdbc.sql("select cast(row_to_json(t) as text) from safecity.api_token t where name = :name")
                        .param("name", name)
                        .query(String.class)
                        .single())
                .doesNotContain(shown.substring(0, shown.length() - 4));

        String revoke = page.select("tr:contains(%s) form".formatted(name)).attr("action");
        mvc.perform(post(revoke).with(csrf()).with(user(people.require("xitong"))));

        assertProblem(ask("/api/items?size=1", shown), 401, "吊销");
        assertThat(page("/integrations", "xitong")
                        .select("tr:contains(%s)".formatted(name))
                        .text())
                .contains("已吊销", "系统管理员");
    }

    @Test
    void is_not_there_for_others() throws Exception {
        for (String login : List.of("duban", "shenji", "anquan", "chengguanwei")) {
            assertThat(statusOf("/integrations", login)).isEqualTo(404);
            assertThat(statusOf("/integrations/webhooks", login)).isEqualTo(404);
        }
        MvcResult refused = mvc.perform(post("/integrations/tokens")
                        .param("name", "x")
                        .param("scopes", "items:read")
                        .with(csrf())
                        .with(user(people.require("duban"))))
                .andReturn();
        assertThat(refused.getResponse().getStatus()).isEqualTo(404);
    }

    @Test
    void tells_nobody_of_people() throws Exception {
        Item item = register(TODAY);
        openTask(item, "制定整改方案", LEAD, "xiaofangzhidui");

        String one = ask("/api/items/" + item.number(), token).getContentAsString();
        JsonNode read = JSON.readTree(one);

        assertThat(one).doesNotContain("张三", "010-60000000", "区消防支队经办", "xiaofangzhidui");
        assertThat(read.at("/steps/0/name").asText()).isEqualTo("制定整改方案");
        assertThat(read.at("/steps/0/unit").asText()).isEqualTo("区消防支队");
    }

    private static void assertProblem(MockHttpServletResponse answer, int status, String about) throws Exception {
        JsonNode problem = JSON.readTree(answer.getContentAsByteArray());
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(about);
        assertThat(problem.path("title").asText()).matches("[\\u4e00-\\u9fa5]+");
    }
}

package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import safecity.evidence.Phase;
import safecity.item.Item;

/** Who came in, who did not, and who asked for what is closed. */
class SignInsTest extends AuditCase {

    private List<Tuple> told(long before) {
        return since(before).stream()
                .map(Entry::draft)
                .map(draft -> tuple(draft.act(), draft.login(), draft.name(), draft.outcome(), draft.details()))
                .toList();
    }

    @Test
    void records_who_signs_in_and_out() throws Exception {
        long before = chain.end().seq();

        mvc.perform(formLogin("/login").user(CLERK).password("chuangan-demo")).andExpect(status().isFound());
        mvc.perform(post("/logout").servletPath("/logout").with(csrf()).with(user(person(CLERK))))
                .andExpect(status().isFound());

        assertThat(told(before))
                .containsExactly(
                        tuple("登录", CLERK, "区城管委经办", Outcome.SUCCEEDED, ""),
                        tuple("退出", CLERK, "区城管委经办", Outcome.SUCCEEDED, ""));
        assertThat(since(before).get(0).draft().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void records_who_could_not_sign_in_but_no_password_in_the_wrong_field() throws Exception {
        itIs(LocalDate.of(2020, 6, 3), LocalTime.of(10, 0));
        long before = chain.end().seq();

        mvc.perform(formLogin("/login").user(CLERK).password("guess"));
        mvc.perform(formLogin("/login").user("nobody-here").password("guess"));
        mvc.perform(formLogin("/login").user("Zhenggai-7531").password("x"));
        mvc.perform(formLogin("/login").user("S3cret!口令").password("x"));

        assertThat(told(before))
                .containsExactly(
                        tuple("登录", CLERK, "区城管委经办", Outcome.FAILED, "口令不正确"),
                        tuple("登录", "", "未知账号", Outcome.FAILED, "没有这个账号"),
                        tuple("登录", "", "未知账号", Outcome.FAILED, "没有这个账号"),
                        tuple("登录", "", "未知账号", Outcome.FAILED, "没有这个账号"));
        assertThat(since(before))
                .extracting(entry -> entry.draft().object())
                .containsExactly(CLERK, "（不存在的账号，11 个字符）", "（不存在的账号，13 个字符）", "（不存在的账号，9 个字符）");
        assertThat(since(before).toString()).doesNotContain("Zhenggai-7531", "S3cret", "nobody-here");
    }

    @Test
    void records_what_web_security_denies() throws Exception {
        long before = chain.end().seq();

        mvc.perform(get("/camunda/api/admin/setup/default/user/create").with(user(person(CLERK))))
                .andExpect(status().isNotFound());
        mvc.perform(post("/camunda/api/admin/setup/default/user/create")).andExpect(status().isUnauthorized());
        mvc.perform(get("/items")).andExpect(status().isFound());

        assertThat(since(before))
                .extracting(
                        entry -> entry.draft().login(),
                        entry -> entry.draft().outcome(),
                        entry -> entry.draft().object())
                .containsExactly(
                        tuple(CLERK, Outcome.DENIED, "GET /camunda/api/admin/setup/default/user/create"),
                        tuple("", Outcome.DENIED, "POST /camunda/api/admin/setup/default/user/create"));
    }

    @Test
    void records_whoever_wants_to_delete_the_evidence_of_a_colleagues_task() throws Exception {
        Item item = cases.underWay(wish -> wish);
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        cases.upload(item, CLERK, "submitEvidence", Phase.AFTER);
        long file = jdbc.sql("select id from safecity.evidence where item_id = :id")
                .param("id", item.id())
                .query(Long.class)
                .single();
        long before = chain.end().seq();

        mvc.perform(delete("/evidence/" + file).with(csrf()).with(user(person(COLLEAGUE))))
                .andExpect(status().isForbidden());
        mvc.perform(get("/evidence/" + file).with(user(person(COLLEAGUE)))).andExpect(status().isOk());

        assertThat(since(before))
                .extracting(
                        entry -> entry.draft().login(),
                        entry -> entry.draft().act(),
                        entry -> entry.draft().outcome(),
                        entry -> entry.draft().object())
                .containsExactly(
                        tuple(COLLEAGUE, "越权访问", Outcome.DENIED, "DELETE /evidence/" + file),
                        tuple(COLLEAGUE, "下载材料", Outcome.SUCCEEDED, item.number()));
    }

    @Test
    void records_the_models_and_the_directory_that_the_program_started_with() {
        assertThat(jdbc.sql("""
                        select e.object from safecity.audit_entry e
                         where e.act = '部署模型' and e.details ~ '^第 \\d+ 版，文件 SHA-256 [0-9a-f]{64}$'""").query(String.class).list())
                .contains("processes/problem.bpmn", "processes/escalation.dmn");
        assertThat(jdbc.sql(
                                "select e.details from safecity.audit_entry e where e.act = '更新名录' and e.object = 'units.csv'")
                        .query(String.class)
                        .list()
                        .get(0))
                .startsWith("新增或修改：")
                .contains("区城管委");
    }
}

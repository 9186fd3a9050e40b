package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MvcResult;
import safecity.Cases;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Administrators keep accounts: each their part; who leaves or moves leaves nothing open. */
@RecordApplicationEvents
class AccountsTest extends AccountCase {

    @Autowired
    private AccountKeeping keeping;

    @Autowired
    private RoleKeeping roles;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ItemLog log;

    @Autowired
    private ApplicationEvents events;

    @Test
    void system_administrator_makes_an_account_whose_password_is_shown_once() throws Exception {
        String login = "new" + UUID.randomUUID().toString().substring(0, 8);

        MvcResult made =
                act("xitong", "/accounts", "login", login, "name", "新人", "unit", UNIT, "email", "new@example.org");

        assertThat(made.getResponse().getRedirectedUrl()).isEqualTo("/accounts/" + login);
        String first = String.valueOf(made.getFlashMap().get("first"));
        assertThat(page("xitong", "/accounts/" + login)).doesNotContain(first).contains("待改口令", "未授予");
        assertThat(standings.find(login).orElseThrow().mustChange()).isTrue();
        MockHttpSession session =
                (MockHttpSession) signIn(login, first).getRequest().getSession();
        assertThat(open("/account", session).getRedirectedUrl()).isEqualTo("/account/password");
        assertThat(events.stream(AccountChanged.class))
                .anyMatch(
                        change -> change.login().equals(login) && change.actor().equals("xitong"));
    }

    @ParameterizedTest
    @CsvSource({
        "x, 新人, '', '', 登录名",
        "a b, 新人, '', '', 登录名",
        "duban, 新人, '', '', 已有人使用",
        "sealed-administrator, 新人, '', '', 系统保留",
        "camunda-admin, 新人, '', '', 系统保留",
        "designers, 新人, '', '', 系统保留",
        "system-administrators, 新人, '', '', 系统保留",
        "system, 新人, '', '', 系统保留",
        "Anonymous, 新人, '', '', 系统保留",
        "qu-cheng-guan-wei, 新人, '', '', 系统保留",
        "new1, '', '', '', 请填写姓名",
        "new1, 新人, nowhere, '', 没有代码",
        "new1, 新人, '', 'none', 邮箱地址",
        "new1, 新人, '', 'a@b.cn,c@d.cn', 邮箱地址",
    })
    void bad_input_is_refused_with_a_reason(String login, String name, String unit, String email, String reason) {
        assertThatThrownBy(() -> keeping.create(login, name, unit, email, people.require("xitong")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "anquan, leave", "shenji, leave", "duban, leave", "chengguanwei-head, move", "anquan, reset-password",
        "xitong, roles", "shenji, roles", "xitong, unlock", "shenji, end-sessions", "duban, remove-factor",
        "shenji, email", "anquan, come-back"
    })
    void nobody_does_what_is_another_administrators(String viewer, String act) throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);

        MvcResult result = act(viewer, "/accounts/" + login + "/" + act, "roles", "SUPERVISOR", "unit", "");

        assertThat(result.getResponse().getStatus()).isEqualTo(404);
        assertThat(people.require(login).roles()).containsExactly(Role.UNIT_CLERK);
        assertThat(people.require(login).enabled()).isTrue();
    }

    @Test
    void page_is_for_the_three_administrators_alone() throws Exception {
        for (String viewer : List.of("xitong", "anquan", "shenji")) {
            assertThat(page(viewer, "/accounts")).contains("账号管理", "chengguanwei");
            assertThat(page(viewer, "/accounts/chengguanwei")).contains("区城管委");
        }
        assertThat(page("shenji", "/accounts/chengguanwei")).doesNotContain("<h2 id=\"keep-head\">", "授权与安全");
        for (String viewer : List.of("duban", "lingdao", "chengguanwei-head", "sheji")) {
            for (String path : List.of("/accounts", "/accounts/chengguanwei")) {
                assertThat(mvc.perform(get(path).with(user(people.require(viewer))))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(viewer + path)
                        .isEqualTo(404);
            }
        }
        assertThat(act("xitong", "/accounts/nobody/leave").getResponse().getStatus())
                .isEqualTo(404);
    }

    @Test
    void who_leaves_leaves_the_tasks_to_the_unit_and_the_name_to_history() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        Item item = cases.dispatched();
        cases.complete(item, login, "signFor", Map.of("decision", "signFor"));
        cases.claimed(item, login, "preparePlan");
        MockHttpSession session = session(login);
        assertThat(open("/account", session).getStatus()).isEqualTo(200);

        MvcResult left = act("xitong", "/accounts/" + login + "/leave");

        assertThat(String.valueOf(left.getFlashMap().get("done"))).contains("退回任务 1 件");
        assertThat(cases.step(item, "preparePlan").assignee()).isNull();
        assertThat(cases.claimed(item, Cases.CLERK, "preparePlan").assignee()).isEqualTo(Cases.CLERK);
        assertThat(groups(login)).isEmpty();
        assertThat(engine.getAuthorizationService()
                        .createAuthorizationQuery()
                        .userIdIn(login)
                        .resourceType(7)
                        .count())
                .isZero();
        assertThat(open("/account", session).getRedirectedUrl()).isEqualTo("/login?expired");
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
        assertThat(log.of(item.id())).anyMatch(entry -> entry.actorName().equals("测试人员"));
        accounts.tellEngine();
        assertThat(groups(login)).isEmpty();
    }

    @Test
    void who_moves_begins_anew_in_the_other_unit() throws Exception {
        String login = account(UNIT, Role.UNIT_HEAD);
        Item item = cases.dispatched();
        cases.claimed(item, login, "signFor");
        MockHttpSession session = session(login);

        act("xitong", "/accounts/" + login + "/move", "unit", Cases.OTHER_UNIT);

        assertThat(cases.step(item, "signFor").assignee()).isNull();
        assertThat(groups(login)).isEmpty();
        assertThat(people.require(login).roles()).isEmpty();
        assertThat(open("/items/" + item.number(), session).getRedirectedUrl()).isEqualTo("/login?expired");
        assertThat(open("/items/" + item.number(), session(login)).getStatus()).isEqualTo(404);

        String theirs = "/items/"
                + cases.dispatched(wish -> wish.ledBy(Cases.OTHER_UNIT)).number();
        assertThat(open(theirs, session(login)).getStatus()).isEqualTo(404);
        act("anquan", "/accounts/" + login + "/roles", "roles", "UNIT_CLERK");
        assertThat(groups(login)).containsExactly(Cases.OTHER_UNIT);
        assertThat(open(theirs, session(login)).getStatus()).isEqualTo(200);
    }

    @Test
    void come_back_has_a_new_first_password_and_no_role() {
        String login = account(UNIT, Role.UNIT_CLERK);
        Person administrator = people.require("xitong");
        keeping.leave(login, administrator);

        String first = keeping.comeBack(login, administrator);

        assertThat(encoder.matches(first, people.require(login).passwordHash())).isTrue();
        assertThat(people.require(login).roles()).isEmpty();
        assertThat(standings.find(login).orElseThrow().mustChange()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM_ADMINISTRATOR;SECURITY_ADMINISTRATOR, '', 不能由同一人担任",
        "SECURITY_ADMINISTRATOR;UNIT_CLERK, '', 不能同时担任",
        "AUDIT_ADMINISTRATOR;DESIGNER, '', 不能同时担任",
        "SUPERVISOR, qu-cheng-guan-wei, 只能是区创安办的人员",
        "EXPERT, qu-cheng-guan-wei, 只能是创安专家组的人员",
        "UNIT_CLERK, '', 须有所在单位",
        "SYSTEM_ADMINISTRATOR, qu-cheng-guan-wei, 不属于任何单位",
        "UNIT_CLERK, qu-chuang-an-ban, 只能是责任单位的人员",
        "DESIGNER, qu-cheng-guan-wei, 不属于任何单位",
    })
    void roles_that_do_not_go_together_are_refused(String wanted, String unit, String reason) throws Exception {
        String login = account(unit.isEmpty() ? null : unit);

        MvcResult result = act("anquan", "/accounts/" + login + "/roles", "roles", wanted.replace(';', ','));

        assertThat(String.valueOf(result.getFlashMap().get("complaint"))).contains(reason);
        assertThat(people.require(login).roles()).isEmpty();
    }

    @Test
    void security_administrator_gives_roles_unlocks_and_ends_sessions() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        act("anquan", "/accounts/" + login + "/roles", "roles", "UNIT_HEAD");
        assertThat(people.require(login).roles()).containsExactly(Role.UNIT_HEAD);

        for (int wrong = 0; wrong < 5; wrong++) {
            standings.takeTry(login);
        }
        assertThat(page("anquan", "/accounts/" + login)).contains("锁定");
        act("anquan", "/accounts/" + login + "/unlock");
        MockHttpSession session = session(login);

        act("anquan", "/accounts/" + login + "/end-sessions");
        assertThat(open("/account", session).getRedirectedUrl()).isEqualTo("/login?expired");
    }

    private List<String> groups(String login) {
        return engine.getIdentityService().createGroupQuery().groupMember(login).list().stream()
                .map(Group::getId)
                .toList();
    }

    private MvcResult act(String viewer, String path, String... parameters) throws Exception {
        var request = post(path).with(user(people.require(viewer))).with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return mvc.perform(request).andReturn();
    }

    private String page(String viewer, String path) throws Exception {
        return mvc.perform(get(path).with(user(people.require(viewer))))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }
}

package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.identity.User;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.Cases;
import safecity.database.StartRefused;
import safecity.engine.Directory;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.reference.ReferenceFile;

/** What holds of accounts however they came about: by page, by file, in the database, on another node. */
class AccountRulesTest extends AccountCase {

    private static final String[] COLUMNS = {"login", "name", "unit", "roles", "email"};

    @TempDir
    private Path folder;

    @Autowired
    private AccountKeeping keeping;

    @Autowired
    private Directory directory;

    @Autowired
    private AccountMidnight midnight;

    @Autowired
    private ApplicationEventPublisher publisher;

    @ParameterizedTest
    @CsvSource({
        "a b, 新人, qu-cheng-guan-wei, UNIT_CLERK, 登录名“a b”不合要求",
        "camunda-admin, 新人, , SYSTEM_ADMINISTRATOR, 系统保留",
        "new1, , qu-cheng-guan-wei, UNIT_CLERK, 没有姓名",
        "new1, 新人, nowhere, UNIT_CLERK, 没有代码为“nowhere”的单位",
        "new1, 新人, qu-cheng-guan-wei, CLERK, 没有角色“CLERK”",
        "new1, 新人, qu-cheng-guan-wei, SYSTEM_ADMINISTRATOR, 系统管理员不属于任何单位",
        "new1, 新人, qu-cheng-guan-wei, SUPERVISOR, 只能是区创安办的人员",
        "new1, 新人, qu-cheng-guan-wei, LEADER, 只能是创安工作领导小组的人员",
        "new1, 新人, , UNIT_CLERK, 须有所在单位",
        "new1, 新人, , SYSTEM_ADMINISTRATOR;AUDIT_ADMINISTRATOR, 三员分立",
    })
    void file_that_breaks_a_rule_is_refused_with_its_line(
            String login, String name, String unit, String roles, String reason) throws IOException {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(
                file,
                "login,name,unit,roles,email\ngood1,甲,qu-cheng-guan-wei,UNIT_CLERK,\n%s,%s,%s,%s,\n"
                        .formatted(login, text(name), text(unit), roles));

        assertThatThrownBy(() -> accounts.addFrom(ReferenceFile.readFrom(file, COLUMNS), each -> PASSWORD, false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll(file + " 第 3 行：", reason);
        assertThat(people.find("good1")).as("the whole file").isEmpty();
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @Test
    void database_keeps_administrators_apart_and_knows_the_roles() {
        String login = account(null);
        for (String change : List.of(
                "roles = '{SYSTEM_ADMINISTRATOR,DESIGNER}'",
                "roles = '{AUDIT_ADMINISTRATOR}', unit = 'qu-cheng-guan-wei'",
                "roles = '{ADMINISTRATOR}'")) {
            assertThatThrownBy(() -> jdbc.sql("update safecity.account set " + change + " where login = :login")
                            .param("login", login)
                            .update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void nightly_check_names_who_breaks_the_rules_in_the_trail() {
        String wrong = account(UNIT, Role.SUPERVISOR);
        String without = account(UNIT);
        RoleCheck check = new RoleCheck(people, publisher);

        check.report();

        assertThat(audited(wrong)).anyMatch(entry -> entry.contains("角色检查发现：“创安办督办员”只能是区创安办的人员"));
        assertThat(check.findings()).extracting(Person::login).contains(wrong).doesNotContain(without);
        keeping.leave(wrong, people.require("xitong"));
    }

    @Test
    void sealed_administrator_of_the_engine_is_nobodys() {
        assertThatThrownBy(() -> directory.keepUser("sealed-administrator", "冒名", Set.of()))
                .isInstanceOf(Refused.class);
        assertThat(engine.getIdentityService()
                        .createUserQuery()
                        .memberOfGroup("camunda-admin")
                        .list())
                .extracting(User::getId)
                .containsExactly("sealed-administrator");
        assertThat(directory.isSealed()).isTrue();
        engine.getIdentityService().deleteMembership("sealed-administrator", "camunda-admin");
        assertThat(directory.isSealed()).isFalse();
        directory.sealAdministration();
        assertThat(directory.isSealed()).isTrue();
    }

    @Test
    void trail_names_units_by_their_names() {
        String login = account(UNIT, Role.UNIT_CLERK);

        keeping.move(login, "", people.require("xitong"));

        assertThat(audited(login)).anyMatch(entry -> entry.contains("调动单位：区城管委 → 无，"));
    }

    @Test
    void list_says_that_it_is_cut_and_an_account_is_found_all_the_same() throws Exception {
        String login = "mm" + account(UNIT).substring(2);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into safecity.account (login, display_name, unit, roles, password_hash, created_at)
                    select case n when 0 then :login else 'aa' || n || :login end, '同名', null, '{}', '', now()
                      from generate_series(0, 300) n""").param("login", login).update();

            assertThat(page("/accounts?q=" + login)).contains("只显示前 300 个，请缩小条件");
            assertThat(page("/accounts?q=aa300" + login))
                    .doesNotContain("请缩小条件")
                    .contains("aa300" + login);
            assertThat(page("/accounts/" + login)).contains("同名");
            status.setRollbackOnly();
        });
    }

    @Test
    void accounts_that_nobody_uses_are_listed() throws Exception {
        String forgotten = account(UNIT, Role.UNIT_CLERK);
        String used = account(UNIT, Role.UNIT_CLERK);
        String fresh = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set created_at = timestamptz '2020-01-01 08:00+8' where login in (:logins)")
                .param("logins", List.of(forgotten, used))
                .update();
        session(used);
        jdbc.sql("delete from safecity.session where login = :login")
                .param("login", used)
                .update();

        String unused = page("/accounts?unused=true&q=zz");

        assertThat(Jsoup.parse(unused)
                        .select("select[name=unused] option[selected]")
                        .text())
                .isEqualTo("90 天未登录");
        assertThat(unused).contains(forgotten).doesNotContain(used, fresh);
        assertThat(page("/accounts/" + used)).contains("2020-06-01 10:00");
        assertThat(page("/accounts/" + forgotten)).contains("从未登录");
    }

    @Test
    void task_that_a_closed_account_claimed_elsewhere_goes_back_at_night() {
        Item item = cases.dispatched();
        String leaver = account(UNIT, Role.UNIT_CLERK);
        cases.claimed(item, leaver, "signFor");
        Item second = cases.dispatched();
        String mover = account(UNIT, Role.UNIT_CLERK);
        cases.claimed(second, mover, "signFor");
        Item third = cases.dispatched();
        cases.claimed(third, Cases.CLERK, "signFor");
        disable(people.require(leaver));
        jdbc.sql("update safecity.account set unit = :unit where login = :login")
                .param("unit", Cases.OTHER_UNIT)
                .param("login", mover)
                .update();

        midnight.run();

        assertThat(cases.step(item, "signFor").assignee()).isNull();
        assertThat(cases.step(second, "signFor").assignee()).isNull();
        assertThat(cases.step(third, "signFor").assignee()).isEqualTo(Cases.CLERK);
    }

    @Test
    void pages_of_ones_own_account_have_the_same_tabs() {
        for (String path : List.of("/account", "/account/password", "/account/second-factor", "/account/deputies")) {
            Elements tabs = Jsoup.parse(page(Cases.CLERK, path)).select(".sc-tabs a");
            assertThat(tabs.eachText()).as(path).containsExactly("账号与会话", "修改口令", "动态口令", "代理");
            assertThat(tabs.select("[aria-current=page]").eachAttr("href")).containsExactly(path);
        }
        assertThat(Jsoup.parse(page("/account")).select(".sc-tabs a").eachText())
                .as("of who has no unit")
                .doesNotContain("代理");
    }

    @Test
    void new_password_differs_at_least_from_the_one_in_use() {
        assertThatThrownBy(() -> new Passwords(jdbc, standings, new PasswordRules(10), encoder, publisher, clock, 0))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("safecity.passwords-remembered 是 0，至少应为 1");
    }

    private void disable(Person person) {
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", person.login())
                .update();
    }

    private List<String> audited(String login) {
        return jdbc.sql("select details from safecity.audit_entry where object = :login")
                .param("login", login)
                .query(String.class)
                .list();
    }

    private String page(String path) {
        return page("xitong", path);
    }

    private String page(String login, String path) {
        try {
            return mvc.perform(get(path).with(user(people.require(login))))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception failed) {
            throw new AssertionError(path, failed);
        }
    }
}

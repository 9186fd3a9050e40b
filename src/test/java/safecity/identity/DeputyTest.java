package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.engine.Refused;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;

/** 代理: from the first to the last day, and not an hour longer. */
class DeputyTest extends AccountCase {

    private static final LocalDate FRIDAY = TODAY.plusDays(4);

    @Autowired
    private Deputies deputies;

    @Autowired
    private StandIns standIns;

    @Autowired
    private AccountMidnight midnight;

    @Autowired
    private AccountKeeping keeping;

    @Autowired
    private Items items;

    @Autowired
    private ItemLog log;

    private Person absent;
    private Person deputy;

    @BeforeEach
    void twoColleagues() {
        absent = people.require(account(UNIT, Role.UNIT_CLERK));
        deputy = people.require(account(UNIT, Role.UNIT_CLERK));
        jdbc.sql("update safecity.account set display_name = '代理人乙' where login = :login")
                .param("login", deputy.login())
                .update();
    }

    @Test
    void deputy_does_a_task_in_the_name_of_both() {
        CurrentStep step = takenOver();

        cases.submit(step, deputy.login(), Map.of("decision", "signFor"));

        Item item = cases.now(itemOf(step));
        assertThat(log.of(item.id()))
                .anyMatch(entry ->
                        entry.actorName().equals("代理人乙（代测试人员）") && entry.act().equals("签收"))
                .anyMatch(entry -> entry.act().equals("代办") && entry.detail().contains("代测试人员接办“签收”"));
    }

    @Test
    void what_the_deputy_does_on_his_own_account_says_so() {
        CurrentStep step = takenOver();
        cases.submit(step, deputy.login(), Map.of("decision", "signFor"));

        Item item = itemOf(step);
        transaction.executeWithoutResult(status -> log.append(item.id(), deputy.login(), "备注", "本人所做"));

        assertThat(log.of(item.id()).get(0).actorName()).isEqualTo("代理人乙");
    }

    @Test
    void page_offers_the_tasks_during_the_time_only() throws Exception {
        Item item = cases.dispatched();
        cases.claimed(item, absent.login(), "signFor");
        deputies.name(absent.login(), deputy.login(), TODAY.plusDays(1), FRIDAY, absent);

        assertThat(page(deputy)).doesNotContain(item.number());
        tenOClockOn(TODAY.plusDays(1));
        assertThat(page(deputy)).contains(item.number(), "接办");
        tenOClockOn(FRIDAY);
        assertThat(page(deputy)).contains(item.number());
        tenOClockOn(FRIDAY.plusDays(1));
        assertThat(page(deputy)).doesNotContain(item.number());
        assertThatThrownBy(() -> standIns.takeOver(cases.step(item, "signFor").taskId(), deputy))
                .isInstanceOf(Refused.class);
    }

    @Test
    void task_that_is_not_done_in_time_goes_back() {
        CurrentStep step = takenOver();
        Item item = itemOf(step);

        tenOClockOn(FRIDAY.plusDays(1));
        assertRefused(item, "代理期已结束", () -> cases.submit(step, deputy.login(), Map.of("decision", "signFor")));
        midnight.run();

        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(absent.login());
        assertThat(told()).endsWith(" 代理期满：代理人 代理人乙，退回任务 1 件");
        cases.submit(cases.step(item, "signFor"), absent.login(), Map.of("decision", "signFor"));
        assertThat(log.of(item.id()))
                .anyMatch(
                        entry -> entry.actorName().equals("测试人员") && entry.act().equals("签收"));
    }

    @Test
    void ending_it_early_or_the_leaving_of_either_gives_the_task_back() {
        CurrentStep ended = takenOver();
        standIns.end(deputies.of(deputy.login()).get(0), deputy);
        assertThat(cases.step(itemOf(ended), "signFor").assignee()).isEqualTo(absent.login());

        CurrentStep left = takenOver();
        keeping.leave(deputy.login(), people.require("xitong"));
        assertThat(cases.step(itemOf(left), "signFor").assignee()).isEqualTo(absent.login());
        assertThat(deputies.of(absent.login())).isEmpty();
        assertThat(told())
                .anyMatch(entry -> entry.startsWith(deputy.login() + " 结束代理：代理人 代理人乙") && entry.endsWith("退回任务 1 件"))
                .anyMatch(entry -> entry.startsWith(" 结束代理：随账号停用或调动，代理人 代理人乙"));
    }

    private List<String> told() {
        return jdbc.sql("""
                        select login || ' ' || details
                          from safecity.audit_entry
                         where act = '账号变更' and object = :login
                         order by seq""").param("login", absent.login()).query(String.class).list();
    }

    @Test
    void represented_person_who_leaves_leaves_the_task_to_the_unit() {
        CurrentStep step = takenOver();

        keeping.leave(absent.login(), people.require("xitong"));

        assertThat(cases.step(itemOf(step), "signFor").assignee()).isNull();
    }

    @Test
    void deputy_is_of_the_same_unit_another_person_and_the_only_one() {
        Person stranger = people.require(Cases.OTHER_CLERK);
        assertThatThrownBy(() -> deputies.name(absent.login(), stranger.login(), TODAY, FRIDAY, absent))
                .hasMessageContaining("同属一个单位");
        assertThatThrownBy(() -> deputies.name(absent.login(), absent.login(), TODAY, FRIDAY, absent))
                .hasMessageContaining("不能是本人");
        assertThatThrownBy(() -> deputies.name(absent.login(), deputy.login(), FRIDAY, TODAY, absent))
                .hasMessageContaining("早于第一日");
        assertThatThrownBy(() ->
                        deputies.name(absent.login(), deputy.login(), TODAY.minusDays(3), TODAY.minusDays(1), absent))
                .hasMessageContaining("已经过去");
        deputies.name(absent.login(), deputy.login(), TODAY, FRIDAY, absent);
        assertThatThrownBy(() -> deputies.name(absent.login(), Cases.CLERK, FRIDAY, FRIDAY, absent))
                .hasMessageContaining("已有代理人");
    }

    @Test
    void head_of_the_unit_and_system_administrator_name_deputies_and_nobody_else() {
        deputies.name(absent.login(), deputy.login(), TODAY, TODAY, people.require("chengguanwei-head"));
        deputies.name(absent.login(), deputy.login(), FRIDAY, FRIDAY, people.require("xitong"));

        for (String other : java.util.List.of("xiaofangzhidui-head", Cases.COLLEAGUE, "duban", "anquan")) {
            assertThatThrownBy(() -> deputies.name(
                            absent.login(),
                            deputy.login(),
                            FRIDAY.plusDays(9),
                            FRIDAY.plusDays(9),
                            people.require(other)))
                    .as(other)
                    .hasMessageContaining("只有本人");
        }
    }

    @Test
    void strangers_neither_see_nor_end_nor_take_over() throws Exception {
        Item item = cases.dispatched();
        CurrentStep step = cases.claimed(item, absent.login(), "signFor");
        deputies.name(absent.login(), deputy.login(), TODAY, FRIDAY, absent);
        long entry = deputies.of(absent.login()).get(0).id();
        Person stranger = people.require(Cases.OTHER_CLERK);

        assertThat(statusOf(get("/account/deputies?for=" + absent.login()), stranger))
                .isEqualTo(404);
        assertThat(statusOf(post("/account/deputies/" + entry + "/end"), stranger))
                .isEqualTo(404);
        assertThatThrownBy(() -> standIns.takeOver(step.taskId(), stranger)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> standIns.takeOver(step.taskId(), people.require(Cases.COLLEAGUE)))
                .isInstanceOf(Refused.class);
        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(absent.login());
    }

    private CurrentStep takenOver() {
        Item item = cases.dispatched();
        CurrentStep step = cases.claimed(item, absent.login(), "signFor");
        if (deputies.today(deputy.login(), absent.login()).isEmpty()) {
            deputies.name(absent.login(), deputy.login(), TODAY, FRIDAY, absent);
        }
        standIns.takeOver(step.taskId(), deputy);
        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(deputy.login());
        return cases.step(item, "signFor");
    }

    private Item itemOf(CurrentStep step) {
        return items.find(step.businessKey()).orElseThrow();
    }

    private int statusOf(
            org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request, Person person)
            throws Exception {
        return mvc.perform(request.with(user(person)).with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private String page(Person person) throws Exception {
        return mvc.perform(get("/account/deputies").with(user(person)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

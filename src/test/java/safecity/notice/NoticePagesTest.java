package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;

/** 通知: who sees which, sending again, and what is noted as read. */
class NoticePagesTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);

    @Autowired
    private Outbox outbox;

    @Autowired
    private People people;

    @Autowired
    private ItemLog log;

    private Examples examples;
    private Item item;
    private Person clerk;
    private Person colleague;

    @BeforeEach
    void tellTwoColleagues(@Autowired Items items) {
        itIs(LocalDate.of(2020, 12, 14), LocalTime.of(10, 0));
        examples = new Examples(jdbc, transaction, items, people);
        item = examples.item(UNIT, DAY);
        clerk = examples.personIn(UNIT);
        colleague = examples.personIn(UNIT);
        for (Person person : List.of(clerk, colleague)) {
            transaction.executeWithoutResult(status -> {
                outbox.post(item.id(), "due-soon", DAY, person, Map.of());
                outbox.post(item.id(), "returned", DAY, person, Map.of());
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"duban, 4", "shenji, 4", "xitong, 4", "lingdao, 0", "anquan, 0", "sheji, 0", "xiaofangzhidui, 0"})
    void shows_all_notices_to_the_office_the_audit_and_the_system_administrator_alone(String login, int notices)
            throws Exception {
        assertThat(ofThisItem(people.require(login), "").select("tbody tr")).hasSize(notices);
    }

    @Test
    void shows_everybody_their_own_with_the_address_and_masks_that_of_others() throws Exception {
        Document own = ofThisItem(clerk, "");
        Document office = ofThisItem(people.require("duban"), "");

        assertThat(own.select("tbody tr")).hasSize(2);
        assertThat(own.select("tbody").text()).contains(clerk.email()).doesNotContain(colleague.email());
        assertThat(own.select("form[action$=resend]")).isEmpty();
        assertThat(office.select("tbody").text())
                .contains("p***@example.org")
                .doesNotContain(clerk.email(), colleague.email());
        assertThat(office.select("tbody th a").eachAttr("href")).containsOnly("/items/" + item.number());
        assertThat(ofThisItem(people.require("xitong"), "").select("tbody th a"))
                .isEmpty();
    }

    @Test
    void narrows_by_kind_and_state_and_names_both_in_chinese() throws Exception {
        set(clerk, "returned", "SENT", null);
        Person office = people.require("duban");

        assertThat(ofThisItem(office, "&kind=returned")
                        .select("[data-label=种类]")
                        .eachText())
                .containsExactly("退回整改", "退回整改");
        assertThat(ofThisItem(office, "&state=SENT")
                        .select("[data-label=状态] .sc-lamp")
                        .eachText())
                .containsExactly("✓已发送");
        assertThat(ofThisItem(office, "&state=DEAD").select(".sc-empty").text()).contains("没有符合条件的通知");
        assertThat(ofThisItem(office, "&state=NONSENSE&page=99").select("tbody tr"))
                .hasSize(4);
    }

    @Test
    void says_in_plain_words_why_a_notice_did_not_go_out() throws Exception {
        set(clerk, "due-soon", "DEAD", "Mail server connection failed (java.net.ConnectException: Connection refused)");

        assertThat(ofThisItem(people.require("duban"), "&state=DEAD")
                        .select("tbody")
                        .text())
                .contains("✖发送失败 连接不上邮件服务器")
                .doesNotContain("java");
        assertThat(NoticeRow.plain("Failed messages: SendFailedException: 550 5.1.1 User unknown"))
                .startsWith("收件地址不正确");
        assertThat(NoticeRow.plain("AuthenticationFailedException: 535")).contains("登录名或口令");
        assertThat(NoticeRow.plain("451 try later")).isEqualTo("邮件服务器没有收下，原因见系统日志");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duban", "xitong"})
    void sends_a_given_up_notice_again_to_the_address_of_today(String login) throws Exception {
        long notice = set(clerk, "due-soon", "DEAD", "550");
        jdbc.sql("update safecity.account set email = 'new@example.org' where login = :login")
                .param("login", clerk.login())
                .update();

        MockHttpServletResponse first = resend(notice, login);
        MockHttpServletResponse second = resend(notice, login);

        assertThat(first.getRedirectedUrl()).isEqualTo("/notices?state=DEAD");
        assertThat(second.getRedirectedUrl()).isEqualTo("/notices?state=DEAD");
        assertThat(column(notice, "state || ' ' || attempts || ' ' || address")).isEqualTo("PENDING 0 new@example.org");
        assertThat(log.of(item.id()).stream().filter(entry -> entry.act().equals("重发通知")))
                .singleElement()
                .extracting(ItemLog.Entry::detail)
                .isEqualTo("向测试重发“到期提醒”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lingdao", "shenji", "anquan", "sheji", "qixiangju"})
    void lets_nobody_else_send_again(String login) throws Exception {
        long notice = set(clerk, "due-soon", "DEAD", "550");

        assertThat(resend(notice, login).getStatus()).isEqualTo(404);
        assertThat(answer(post("/notices/" + notice + "/resend"), people.require("duban"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(column(notice, "state")).isEqualTo("DEAD");
    }

    @Test
    void notes_the_first_time_that_the_recipient_opens_the_link_of_the_mail() throws Exception {
        long notice = set(clerk, "due-soon", "SENT", null);
        String link = "/items/%s?notice=%d".formatted(item.number(), notice);
        assertThat(column(notice, "text")).contains(link + "\n");

        answer(get(link), colleague);
        answer(get(link), people.require("duban"));
        answer(get("/items/%s?notice=%d".formatted(examples.item(UNIT, DAY).number(), notice)), clerk);
        assertThat(column(notice, "read_at")).isNull();

        assertThat(answer(get(link), clerk).getStatus()).isEqualTo(200);
        itIs(LocalDate.of(2020, 12, 14), LocalTime.of(11, 0));
        answer(get(link), clerk);

        assertThat(ofThisItem(clerk, "&kind=due-soon").select("[data-label=已读]").text())
                .isEqualTo("2020-12-14 10:00");
    }

    @Test
    void says_beside_the_bell_how_many_of_ones_own_are_not_read_and_lists_exactly_these() throws Exception {
        var bell = ofThisItem(clerk, "").selectFirst(".sc-bell");
        assertThat(bell.text()).isEqualTo("2");
        assertThat(bell.attr("aria-label")).isEqualTo("未读通知 2 条");
        String unread = bell.attr("href");
        Document list = pageOf(unread);
        assertThat(list.select("tbody tr")).hasSize(2);

        answer(get(URI.create(list.selectFirst("tbody th a").attr("href"))), clerk);

        assertThat(pageOf(unread).select("tbody tr")).hasSize(1);
        assertThat(pageOf(unread).selectFirst(".sc-bell").text()).isEqualTo("1");
        itIs(LocalDate.of(2021, 1, 14), LocalTime.of(10, 1));
        assertThat(pageOf(unread).selectFirst(".sc-bell").text()).as("old ones").isEmpty();
    }

    private Document pageOf(String url) throws Exception {
        return Jsoup.parse(answer(get(URI.create(url)), clerk).getContentAsString(StandardCharsets.UTF_8));
    }

    private Document ofThisItem(Person viewer, String more) throws Exception {
        MockHttpServletResponse page = answer(get(URI.create("/notices?q=" + item.number() + more)), viewer);
        assertThat(page.getStatus()).isEqualTo(200);
        return Jsoup.parse(page.getContentAsString(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse resend(long notice, String login) throws Exception {
        return answer(
                post("/notices/" + notice + "/resend").param("state", "DEAD").with(csrf()), people.require(login));
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, Person person) throws Exception {
        return mvc.perform(request.with(user(person))).andReturn().getResponse();
    }

    private long set(Person person, String kind, String state, @Nullable String error) {
        return jdbc.sql("""
                        update safecity.notice set state = :state, last_error = :error
                         where item_id = :item and recipient = :login and kind = :kind returning id""")
                .param("state", state)
                .param("error", error)
                .param("item", item.id())
                .param("login", person.login())
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    private @Nullable String column(long notice, String column) {
        return jdbc.sql("select " + column + " from safecity.notice where id = :id")
                .param("id", notice)
                .query((row, index) -> row.getString(1))
                .list()
                .get(0);
    }
}

package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.identity.Person;
import safecity.item.Item;

/** 每日摘要 carries the ordinary notices: none of them goes alone, none is lost or doubled, and what was overtaken is not sent. */
class DigestNoticesTest extends DigestCase {

    private static final LocalDate YESTERDAY = DAY.minusDays(1);

    @Autowired
    private DeadLetters deadLetters;

    @Test
    void brings_what_was_posted_since_yesterday_and_at_half_past_eight_in_one_mail_and_nothing_of_it_alone()
            throws Exception {
        Item soon = examples.item(UNIT, DAY.plusDays(1));
        Item longer = examples.item(UNIT, DAY.plusDays(9));
        itIs(YESTERDAY, LocalTime.of(10, 0));
        long granted = post("extension-granted", longer, Map.of("askedDays", 5, "grantedDays", 3));
        itIs(YESTERDAY, LocalTime.of(23, 0));
        post("refused-twice", longer, Map.of());
        relay();
        itIs(DAY, LocalTime.of(8, 30));
        long reminder = post("due-soon", soon, Map.of("left", "剩余 1 个工作日"));
        relay();
        assertThat(postedAt(DAY, LocalTime.of(8, 34))).isZero();
        assertThat(mails()).isEmpty();

        assertThat(postedAt(DAY, MORNING)).isEqualTo(1);
        relay();
        relay();

        assertThat(mails()).hasSize(1);
        assertThat(mails().get(0).getSubject()).isEqualTo("【每日摘要】3月10日 通知 3 条");
        assertThat(text())
                .containsSubsequence(
                        "自上次摘要以来的通知 3 条\n",
                        "【到期提醒】1 条\n%s 【剩余 1 个工作日】 疏散通道堆放杂物（区金融办，期限2021年3月11日）\n".formatted(soon.number()),
                        "/items/%s?notice=%d\n".formatted(soon.number(), reminder),
                        "【两次核查未通过】1 条",
                        "【延期已批准】1 条",
                        "/items/%s?notice=%d\n".formatted(longer.number(), granted))
                .doesNotContain("[(", "[#", "另有", "null");
        assertThat(html().select("a").eachAttr("href"))
                .anyMatch(link -> link.endsWith("/items/%s?notice=%d".formatted(soon.number(), reminder)));
        mvc.perform(get("/items/%s?notice=%d".formatted(soon.number(), reminder)).with(user(clerk)));
        assertThat(row(reminder)).contains("✓已发送 随每日摘要", "2021-03-10 08:35");
        assertThat(list("").select("[data-label=已读]").eachText()).filteredOn(read -> !read.equals("—")).hasSize(1);
        assertThat(postedAt(DAY.plusDays(1), MORNING)).isEqualTo(1);
    }

    @Test
    void tells_of_tasks_and_notices_in_the_same_mail_while_returns_and_red_rungs_go_by_themselves() throws Exception {
        Item due = examples.item(UNIT, DAY);
        openTask(due, UNIT);
        itIs(YESTERDAY, LocalTime.of(10, 0));
        post("resumed", due, Map.of("days", 2));
        post("returned", due, Map.of());
        post("overdue", due, Map.of());
        relay();
        assertThat(mails()).hasSize(2);

        postedAt(DAY, MORNING);
        relay();

        assertThat(mails()).hasSize(3).extracting(MimeMessage::getSubject).contains("【每日摘要】3月10日 今日到期 1 件，通知 1 条");
    }

    @Test
    void names_thirty_of_each_kind_where_ten_thousand_came_in_one_night_and_carries_all() throws Exception {
        Item item = examples.item(UNIT, DAY.plusDays(1));
        itIs(YESTERDAY, LocalTime.of(23, 0));
        post("due-soon", item, Map.of());
        jdbc.sql("""
                insert into safecity.notice
                       (item_id, kind, day, about, recipient, address, deadline, subject, html, text, state, next_try_at, created_at)
                select item_id, kind, day, cast(n as text), recipient, address, deadline, subject, html, text, state, next_try_at, created_at
                  from safecity.notice, generate_series(2, 10000) n
                 where recipient = :login""").param("login", clerk.login()).update();

        assertThat(postedAt(DAY, MORNING)).isEqualTo(1);
        relay();

        long digest = notices(clerk).get(0);
        assertThat(mails()).hasSize(1);
        assertThat(mails().get(0).getSubject()).endsWith("通知 10000 条");
        assertThat(mails().get(0).getSize()).isLessThan(60_000);
        assertThat(text()).contains("另有 9970 条，请登录系统查看：", "/notices?carrier=%d&kind=due-soon\n".formatted(digest));
        assertThat(html().select("tr")).hasSize(30);
        assertThat(list("carrier=%d&kind=due-soon".formatted(digest)).select(".sc-sum").text())
                .contains("共 10,000 条");
        assertThat(list("state=SENT").select(".sc-sum").text()).contains("共 10,001 条");
        assertThat(list("state=WAITING").select(".sc-empty").text()).contains("没有符合条件的通知");
    }

    @Test
    void carries_each_notice_once_from_two_nodes_after_one_that_died_before_the_commit() {
        Item item = examples.item(UNIT, DAY.plusDays(1));
        itIs(YESTERDAY, LocalTime.of(23, 0));
        long notice = post("due-soon", item, Map.of());
        itIs(DAY, MORNING);
        transaction.executeWithoutResult(status -> {
            digest().postIfDue();
            status.setRollbackOnly();
        });
        assertThat(state(notice)).isEqualTo("WAITING");
        Digest one = digest();
        Digest other = digest();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(one::postIfDue), CompletableFuture.runAsync(other::postIfDue))
                .join();

        assertThat(notices(clerk)).hasSize(1);
        assertThat(state(notice)).isEqualTo("CARRIED");
    }

    @Test
    void leaves_out_what_was_overtaken_and_says_so_in_the_list() throws Exception {
        LocalDate deadline = DAY.plusDays(1);
        Item moved = examples.item(UNIT, deadline);
        Item paused = examples.item(UNIT, deadline);
        Item closed = examples.item(UNIT, deadline);
        Item claimed = examples.item(UNIT, deadline.plusDays(30));
        Item done = examples.item(UNIT, deadline.plusDays(30));
        Item waiting = examples.item(UNIT, deadline.plusDays(30));
        itIs(YESTERDAY, LocalTime.of(7, 0));
        openTask(claimed, UNIT);
        openTask(waiting, UNIT);
        itIs(YESTERDAY, LocalTime.of(10, 0));
        for (Item item : List.of(moved, paused, closed)) {
            post("due-soon", item, Map.of());
            post("refused-twice", item, Map.of());
        }
        for (Item item : List.of(claimed, done, waiting)) {
            post("task-unclaimed", item, Map.of("tasks", "组织整改", "to", "区金融办"));
            post("task-overdue", item, Map.of("tasks", "组织整改", "to", "区金融办"));
        }
        set(moved, "approved_deadline = approved_deadline + 7");
        set(paused, "paused_on = date '2021-03-09'");
        set(closed, "status = 'CLOSED', closed_at = created_at");
        jdbc.sql("update safecity.open_task set assignee = :login where business_key = :number")
                .param("login", clerk.login())
                .param("number", claimed.number())
                .update();

        postedAt(DAY, MORNING);
        relay();

        assertThat(text().replaceAll("（.*|\n *http.*", ""))
                .contains(
                        "【无人认领：组织整改】",
                        "【任务超期：组织整改】 疏散通道堆放杂物",
                        moved.number() + " 【两次核查未通过】",
                        waiting.number() + " 【无人认领：组织整改】",
                        claimed.number() + " 【任务超期：组织整改】")
                .doesNotContain("【到期提醒】", claimed.number() + " 【无人认领：组织整改】", done.number());
        assertThat(list("state=LAPSED").select("[data-label=状态] .sc-lamp").eachText())
                .hasSize(6)
                .containsOnly("–已过时，未发送");
    }

    @Test
    void shares_the_fate_of_the_digest_and_comes_back_with_it_when_that_is_sent_again() throws Exception {
        Item item = examples.item(UNIT, DAY.plusDays(1));
        itIs(YESTERDAY, LocalTime.of(23, 0));
        long notice = post("due-soon", item, Map.of());
        assertThat(row(notice)).contains("○等待每日摘要").doesNotContain("起发送");
        postedAt(DAY, MORNING);
        assertThat(row(notice)).contains("○待发送 随每日摘要");
        jdbc.sql("update safecity.notice set state = 'DEAD', last_error = 'Connection refused' where id = :id")
                .param("id", notices(clerk).get(0))
                .update();
        assertThat(row(notice)).contains("✖发送失败 随每日摘要 连接不上邮件服务器");

        deadLetters.resend(notice, people.require("duban"));
        relay();

        assertThat(mails()).hasSize(1);
        assertThat(row(notice)).contains("✓已发送");
        assertThat(list("carrier=" + notices(clerk).get(0)).select("tbody tr")).hasSize(1);
    }

    @Test
    void takes_back_what_yesterdays_digest_could_not_bring_so_that_one_mail_comes_this_morning() throws Exception {
        Item item = examples.item(UNIT, DAY.plusDays(5));
        itIs(DAY.minusDays(2), LocalTime.NOON);
        long notice = post("resumed", item, Map.of("days", 1));
        long lost = carriedBy(YESTERDAY);

        postedAt(DAY, MORNING);
        relay();

        assertThat(mails()).hasSize(1).extracting(MimeMessage::getSubject).containsExactly("【每日摘要】3月10日 通知 1 条");
        assertThat(state(lost)).isEqualTo("LAPSED");
        assertThat(row(notice)).contains("✓已发送");
    }

    @Test
    void waits_while_the_person_has_no_address_or_may_not_sign_in_and_comes_afterwards() throws Exception {
        Item item = examples.item(UNIT, DAY.plusDays(5));
        itIs(YESTERDAY, LocalTime.of(10, 0));
        long notice = post("resumed", item, Map.of("days", 1));
        account("email = null");
        assertThat(postedAt(DAY, MORNING)).isZero();
        account("email = 'new@example.org', enabled = false");
        assertThat(postedAt(DAY.plusDays(1), MORNING)).isZero();
        assertThat(state(notice)).isEqualTo("WAITING");

        account("enabled = true");
        assertThat(postedAt(DAY.plusDays(2), MORNING)).isEqualTo(1);
        relay();

        assertThat(state(notice)).isEqualTo("CARRIED");
        assertThat(server.getReceivedMessages())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .contains("new@example.org");
    }

    /** Posts a digest of another morning, which stays where it is; returns its id. */
    private long carriedBy(LocalDate day) {
        jdbc.sql("delete from safecity.digest where day = :day").param("day", day).update();
        postedAt(day, MORNING);
        return notices(clerk).get(0);
    }

    private long post(String kind, Item item, Map<String, Object> model) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status ->
                outbox.post(item.id(), kind, LocalDate.ofInstant(now, SHANGHAI), clerk, model));
        return jdbc.sql("select max(id) from safecity.notice where recipient = :login")
                .param("login", clerk.login())
                .query(Long.class)
                .single();
    }

    private void set(Item item, String change) {
        jdbc.sql("update safecity.item set " + change + " where id = :id")
                .param("id", item.id())
                .update();
    }

    private void account(String change) {
        jdbc.sql("update safecity.account set " + change + " where login = :login")
                .param("login", clerk.login())
                .update();
    }

    private String state(long notice) {
        return jdbc.sql("select state from safecity.notice where id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
    }

    private String text() throws Exception {
        return part(0).replace("\r\n", "\n");
    }

    private Document html() throws Exception {
        return Jsoup.parse(part(1));
    }

    private String part(int index) throws Exception {
        return (String)
                ((Multipart) mails().get(mails().size() - 1).getContent()).getBodyPart(index).getContent();
    }

    /** Returns the row of the list that shows a notice about an item. */
    private String row(long notice) throws Exception {
        String number = jdbc.sql(
                        "select i.number from safecity.notice n join safecity.item i on i.id = n.item_id where n.id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
        return list("q=" + number).select("tbody tr").text();
    }

    private Document list(String filters) throws Exception {
        Person viewer = clerk;
        return Jsoup.parse(mvc.perform(get(URI.create("/notices?" + filters)).with(user(viewer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }
}

package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.mail.internet.MimeMessage;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** 每日摘要 carries the ordinary notices, and none of them goes alone. */
class DigestNoticesTest extends DigestCase {

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
                        "【到期提醒】1 条\n%s 【剩余 1 个工作日】疏散通道堆放杂物（区金融办，期限2021年3月11日）\n".formatted(soon.number()),
                        "/items/%s?notice=%d\n".formatted(soon.number(), reminder),
                        "【两次核查未通过】1 条",
                        "【延期已批准】1 条",
                        "/items/%s?notice=%d\n".formatted(longer.number(), granted))
                .doesNotContain("[(", "[#", "另有", "null");
        assertThat(html().select("a").eachAttr("href"))
                .anyMatch(link -> link.endsWith("/items/%s?notice=%d".formatted(soon.number(), reminder)));
        mvc.perform(
                get("/items/%s?notice=%d".formatted(soon.number(), reminder)).with(user(clerk)));
        assertThat(row(reminder)).contains("✓已发送 随每日摘要", "2021-03-10 08:35");
        assertThat(list("").select("[data-label=已读]").eachText())
                .filteredOn(read -> !read.equals("—"))
                .hasSize(1);
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
        assertThat(list("carrier=%d&kind=due-soon".formatted(digest))
                        .select(".sc-sum")
                        .text())
                .contains("共 10,000 条");
        assertThat(list("state=SENT").select(".sc-sum").text()).contains("共 10,001 条");
        assertThat(list("state=WAITING").select(".sc-empty").text()).contains("没有符合条件的通知");
    }
}

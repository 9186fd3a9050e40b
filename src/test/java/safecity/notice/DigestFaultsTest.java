package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.Item;

/** 每日摘要 when something goes wrong: a crash, two nodes, a server that is down, a notice that was overtaken, a person without an address. */
class DigestFaultsTest extends DigestCase {

    @Autowired
    private DeadLetters deadLetters;

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
                        "【任务超期：组织整改】疏散通道堆放杂物",
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
        jdbc.sql("delete from safecity.digest where day = :day")
                .param("day", day)
                .update();
        postedAt(day, MORNING);
        return notices(clerk).get(0);
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
}

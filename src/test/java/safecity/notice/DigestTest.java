package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import safecity.engine.TaskChanged;
import safecity.item.Item;
import safecity.item.Status;

/** 每日摘要: what it says of tasks, on which mornings it comes, and that it comes once. */
class DigestTest extends DigestCase {

    @Test
    void brings_one_mail_with_what_is_due_overdue_new_and_returned() throws Exception {
        Item dueToday = examples.item(UNIT, DAY);
        Item overdue = examples.item(UNIT, DAY.minusDays(2));
        Item late = examples.item(UNIT, DAY.plusDays(30));
        Item fresh = examples.item(UNIT, DAY.plusDays(30));
        Item returned = examples.item(UNIT, DAY.plusDays(30));
        Item others = examples.item(UNIT, DAY);
        transaction.executeWithoutResult(status -> items.move(returned.id(), Status.DISPATCHED, Status.HANDED_BACK));
        itIs(DAY.minusDays(3), LocalTime.NOON);
        openTask(dueToday, UNIT);
        openTask(overdue, UNIT);
        openTask(late, UNIT);
        openTask(others, "qu-ke-wei");
        itIs(DAY.minusDays(1), LocalTime.of(16, 0));
        openTask(fresh, UNIT);
        openTask(returned, UNIT);

        itIs(DAY, MORNING);
        digest().postIfDue();
        digest().postIfDue();

        relay();
        assertThat(mails()).hasSize(1);
        MimeMessage mail = mails().get(0);
        long notice = notices(clerk).get(0);
        assertThat(mail.getSubject()).isEqualTo("【每日摘要】3月10日 今日到期 1 件，已超期 1 件，新到 1 件，被退回 1 件");
        Multipart parts = (Multipart) mail.getContent();
        String text = ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n");
        assertThat(text)
                .containsSubsequence(
                        "【今日到期】1 件\n" + dueToday.number(),
                        "（组织整改，期限2021年3月10日）",
                        "/items/%s?notice=%d\n".formatted(dueToday.number(), notice),
                        "【已超期】1 件\n" + overdue.number(),
                        "【新到】1 件\n" + fresh.number(),
                        "【被退回】1 件\n" + returned.number())
                .doesNotContain(late.number(), others.number(), "[(", "[#", "另有");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("/items/%s?notice=%d\"".formatted(overdue.number(), notice), "被退回 1 件")
                .doesNotContain(late.number(), " th:", "xmlns");
    }

    @Test
    void says_nothing_of_a_task_that_lost_its_due_date_because_the_clock_of_its_item_stands_still() {
        Item paused = examples.item(UNIT, DAY.minusDays(2));
        jdbc.sql("update safecity.item set paused_on = :day where id = :id")
                .param("day", DAY.minusDays(5))
                .param("id", paused.id())
                .update();
        String task = UUID.randomUUID().toString();
        open.put(task, paused);
        events.publishEvent(new TaskChanged(
                task, paused.number(), "rectification", "carryOut", "组织整改 " + paused.label(), UNIT, null, null, true));

        assertThat(postedAt(DAY, MORNING)).isZero();
    }

    @Test
    void asks_administrators_for_the_holidays_of_a_year_whose_notice_is_missing_from_november_before_it() {
        itIs(LocalDate.of(2026, 10, 30), MORNING);
        digest().postIfDue();
        assertThat(notices(people.require("xitong"))).isEmpty();
        jdbc.sql("delete from safecity.holiday where extract(year from day) = 2027")
                .update();
        workingDays.reload();

        itIs(LocalDate.of(2026, 11, 24), MORNING);
        digest().postIfDue();

        assertThat(jdbc.sql(
                                "select subject || text from safecity.notice where recipient = 'xitong' and kind = 'digest'")
                        .query(String.class)
                        .single())
                .contains("请录入 2027 年放假通知", "2027 年放假通知还没有录入", "/calendar?year=2027");
        assertThat(jdbc.sql("select count(*) from safecity.notice where kind = 'digest' and text like '%年放假通知%'")
                        .query(Integer.class)
                        .single())
                .as("nobody else is asked")
                .isEqualTo(1);
    }

    @Test
    void comes_once_from_two_nodes_at_a_time() {
        openTask(examples.item(UNIT, DAY), UNIT);
        itIs(DAY, MORNING);
        Digest one = digest();
        Digest other = digest();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(one::postIfDue), CompletableFuture.runAsync(other::postIfDue))
                .join();

        assertThat(notices(clerk)).hasSize(1);
    }

    @Test
    void is_made_up_for_when_the_node_was_down_in_the_morning_but_not_in_the_evening() {
        openTask(examples.item(UNIT, DAY), UNIT);

        assertThat(postedAt(DAY, LocalTime.of(8, 34))).isZero();
        assertThat(postedAt(DAY, LocalTime.of(18, 0))).isZero();
        assertThat(postedAt(DAY, LocalTime.of(11, 20))).isEqualTo(1);
        assertThat(postedAt(DAY, LocalTime.of(11, 25))).isEqualTo(1);
    }

    @Test
    void comes_on_working_days_only_and_tells_afterwards_what_was_new_in_between() {
        openTask(examples.item(UNIT, DAY), UNIT);
        LocalDate saturday = LocalDate.of(2021, 3, 13);
        LocalDate tombSweepingDay = LocalDate.of(2021, 4, 5);
        LocalDate workedSunday = LocalDate.of(2021, 4, 25);

        assertThat(postedAt(saturday, MORNING)).isZero();
        assertThat(postedAt(tombSweepingDay, MORNING)).isZero();
        assertThat(postedAt(workedSunday, MORNING)).isEqualTo(1);
    }

    @Test
    void does_not_come_if_there_is_nothing_to_tell_and_not_later_that_day_either() {
        itIs(DAY.minusDays(2), LocalTime.NOON);
        openTask(examples.item(UNIT, DAY.plusDays(30)), UNIT);
        assertThat(postedAt(DAY, MORNING)).isZero();

        itIs(DAY, LocalTime.of(9, 0));
        openTask(examples.item(UNIT, DAY.plusDays(30)), UNIT);

        assertThat(postedAt(DAY, LocalTime.of(9, 5))).isZero();
        assertThat(postedAt(DAY.plusDays(1), MORNING)).isEqualTo(1);
    }

    @Test
    void does_not_come_without_an_address_or_a_mail_server() {
        openTask(examples.item(UNIT, DAY), UNIT);
        itIs(DAY, MORNING);
        digest(new Mailer(null, "safecity@example.org")).postIfDue();
        assertThat(notices(clerk)).isEmpty();

        jdbc.sql("update safecity.account set email = null where login = :login")
                .param("login", clerk.login())
                .update();
        assertThat(postedAt(DAY, MORNING)).isZero();
    }
}

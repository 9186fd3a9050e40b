package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.Refused;

/** 合并邮件 when something goes wrong: a crash, two nodes, a server that is down; and what people see of it. */
class BundleFaultsTest extends BundleCase {

    @Autowired
    private DeadLetters deadLetters;

    @Test
    void repeats_the_same_letter_under_the_same_id_if_the_program_dies_before_the_commit_and_more_came_since()
            throws Exception {
        post("overdue", 6);
        bundles.gather();
        transaction.executeWithoutResult(status -> {
            relay().sendDue();
            status.setRollbackOnly();
        });
        post("overdue", 6);

        relay().sendDue();

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
        assertThat(numbersIn(mails[1])).hasSize(6).isEqualTo(numbersIn(mails[0]));
    }

    @Test
    void sends_each_letter_once_from_two_relays_at_a_time() throws Exception {
        post("overdue", 40);
        NoticeRelay one = relay();
        NoticeRelay other = relay();

        CompletableFuture.allOf(CompletableFuture.runAsync(one::sendDue), CompletableFuture.runAsync(other::sendDue))
                .join();
        for (int minute = 0; minute <= 20; minute += 10) {
            itIs(now.plus(Duration.ofMinutes(minute)));
            relay().sendDue();
        }

        List<String> listed = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            listed.addAll(numbersIn(mail));
        }
        assertThat(listed).hasSize(40).doesNotHaveDuplicates();
        assertThat(server.getReceivedMessages().length).isLessThan(8);
    }

    @Test
    void shows_what_went_together_marks_each_line_as_read_for_itself_and_resends_a_dead_letter_as_a_whole()
            throws Exception {
        post("overdue", 6);
        server.stop();
        for (int minutes : new int[] {0, 1, 6, 36, 156, 516}) {
            itIs(now.plus(Duration.ofMinutes(minutes)));
            relay().sendDue();
        }
        assertThat(states()).containsOnly("DEAD");
        server = new GreenMail(new ServerSetup(port, null, "smtp"));
        server.start();
        long notice = jdbc.sql("select max(id) from safecity.notice where recipient = :login and item_id is not null")
                .param("login", person.login())
                .query(Long.class)
                .single();

        deadLetters.resend(notice, people.require("duban"));
        assertThat(states()).hasSize(6).containsOnly("PENDING");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> deadLetters.resend(notice, people.require("duban")))
                .isInstanceOf(Refused.class);
        relay().sendDue();

        assertThat(subjects()).hasSize(1);
        assertThat(states()).containsOnly("SENT");
        assertThat(Jsoup.parse(page("/notices")).select("[data-label=状态]").text())
                .contains("内含 6 条通知", "✓已发送 随合并邮件");
        Matcher link = LINK.matcher(textOf(server.getReceivedMessages()[0]));
        assertThat(link.find()).isTrue();
        page(link.group());
        assertThat(jdbc.sql("select id from safecity.notice where recipient = :login and read_at is not null")
                        .param("login", person.login())
                        .query(Long.class)
                        .list())
                .containsExactly(Long.valueOf(link.group(2)));
    }
}

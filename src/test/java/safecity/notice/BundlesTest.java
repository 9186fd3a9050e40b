package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safecity.identity.Person;
import safecity.item.Item;

/** 合并邮件: a list of overdue items arrives and floods nobody. */
class BundlesTest extends BundleCase {

    @Test
    void brings_a_thousand_notices_in_few_letters_none_lost_and_none_doubled_with_the_server_down_for_an_hour()
            throws Exception {
        Set<String> posted = new HashSet<>();
        List<Item> items = new ArrayList<>();
        for (int count = 0; count < 1000; count++) {
            items.add(examples.item(UNIT, DAY));
        }
        server.stop();
        transaction.executeWithoutResult(status -> items.forEach(item -> {
            outbox.post(item.id(), "overdue", DAY, person, Map.of());
            posted.add(item.number());
        }));

        for (int minute = 0; minute < 60; minute++) {
            itIs(now.plus(Duration.ofMinutes(minute)));
            relay().sendDue();
        }
        server = new GreenMail(new ServerSetup(port, null, "smtp"));
        server.start();
        for (int minute = 60; minute < 600; minute += 5) {
            itIs(now.plus(Duration.ofMinutes(minute)));
            relay().sendDue();
        }

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(5).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
        assertThat(mails[0].getSubject()).matches("【超期通知】200 个问题 （[1-5]/5）");
        List<String> listed = new ArrayList<>();
        for (MimeMessage mail : mails) {
            listed.addAll(numbersIn(mail));
        }
        assertThat(listed).doesNotHaveDuplicates().hasSize(1000).containsExactlyInAnyOrderElementsOf(posted);
        assertThat(states()).containsOnly("SENT");
    }

    @Test
    void sends_up_to_five_as_they_are_then_one_letter_then_nothing_before_ten_minutes_have_passed() throws Exception {
        post("overdue", 5);
        relay().sendDue();
        assertThat(subjects()).hasSize(5).allMatch(subject -> subject.startsWith("【超期】WT-"));

        post("overdue", 2);
        post("returned", 1);
        relay().sendDue();
        assertThat(subjects()).hasSize(6).last().asString().startsWith("【超期通知】2 个问题 【退回整改】1 个问题");

        post("overdue", 3);
        itIs(now.plus(Duration.ofMinutes(9)));
        relay().sendDue();
        assertThat(subjects()).hasSize(6);
        itIs(now.plus(Duration.ofMinutes(10)));
        relay().sendDue();

        assertThat(subjects()).hasSize(9);
        assertThat(states()).hasSize(11).containsOnly("SENT");
    }

    @Test
    void leaves_other_people_and_digests_alone() throws Exception {
        Person other = examples.personIn(UNIT);
        post("overdue", 6);
        Item item = examples.item(UNIT, DAY);
        transaction.executeWithoutResult(status -> {
            outbox.post(item.id(), "overdue", DAY, other, Map.of());
            outbox.carry(
                    "digest",
                    DAY,
                    "",
                    person.login(),
                    String.valueOf(person.email()),
                    Map.of("sections", List.of(), "waited", List.of(), "waiting", 0, "years", List.of(), "day", DAY),
                    List.of());
        });
        jdbc.sql("update safecity.notice set next_try_at = created_at where recipient = :login")
                .param("login", person.login())
                .update();

        relay().sendDue();

        assertThat(subjects())
                .hasSize(3)
                .anyMatch(subject -> subject.startsWith("【每日摘要】"))
                .anyMatch(subject -> subject.startsWith("【超期】" + item.number()))
                .anyMatch(subject -> subject.startsWith("【超期通知】6 个问题"));
    }
}

package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** It is 2001 here: no other test posted a notice that is due so early. */
class NoticeRelayTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);

    @Autowired
    private Outbox outbox;

    @Autowired
    private NoticeRelay relayWithoutServer;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private Bundles bundles;

    private Examples examples;

    private GreenMail server;
    private NoticeRelay relay;
    private Instant now = Instant.parse("2001-03-01T00:00:00Z");
    private Item item;

    @BeforeEach
    void startServer(@Autowired Items items, @Autowired People people) {
        examples = new Examples(jdbc, transaction, items, people);
        server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        relay = relay(server.getSmtp().getPort());
        now = now.plus(Duration.ofDays(nextDay++));
        itIs(now);
        item = examples.item(UNIT, DAY);
    }

    private static int nextDay;

    @AfterEach
    void stopServer() {
        server.stop();
        jdbc.sql("update safecity.notice set state = 'DEAD' where item_id = :item and state = 'PENDING'")
                .param("item", item.id())
                .update();
    }

    private NoticeRelay relay(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new NoticeRelay(
                jdbc, transaction, new Mailer(sender, "safecity@example.org"), quietHours, bundles, clock);
    }

    @Test
    void sends_html_and_text_once() throws Exception {
        Person person = post("overdue");

        relay.sendDue();
        relay.sendDue();

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        MimeMessage mail = received[0];
        assertThat(mail.getSubject()).isEqualTo("【超期】" + item.number() + " 疏散通道堆放杂物");
        assertThat(mail.getFrom()[0]).hasToString("safecity@example.org");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getAllRecipients()[0]).hasToString(person.email());
        assertThat(mail.getMessageID()).matches("<notice-\\d+-\\d+@safecity>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        Multipart parts = (Multipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("区气象局：", "/items/" + item.number());
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("查看问题", item.number());
        assertThat(stateTo(person)).isEqualTo("SENT 1");
    }

    @Test
    void keeps_a_notice_while_the_server_is_down_and_sends_it_afterwards() {
        int port = server.getSmtp().getPort();
        server.stop();
        Person person = post("overdue");

        relay.sendDue();
        relay.sendDue();

        assertThat(stateTo(person)).isEqualTo("PENDING 1");

        server = new GreenMail(new ServerSetup(port, null, "smtp"));
        server.start();
        relay.sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
        itIs(now.plusSeconds(60));
        relay.sendDue();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(stateTo(person)).isEqualTo("SENT 2");
    }

    @Test
    void gives_up_after_1_5_30_120_and_360_minutes_and_deletes_nothing() {
        server.stop();
        Person person = post("overdue");
        List<String> states = new ArrayList<>();

        for (int minutes : new int[] {0, 1, 5, 30, 120, 360, 600}) {
            now = now.plus(Duration.ofMinutes(minutes)).minusSeconds(minutes == 0 ? 0 : 1);
            itIs(now);
            relay.sendDue();
            now = now.plusSeconds(1);
            itIs(now);
            relay.sendDue();
            states.add(stateTo(person));
        }

        assertThat(states)
                .containsExactly("PENDING 1", "PENDING 2", "PENDING 3", "PENDING 4", "PENDING 5", "DEAD 6", "DEAD 6");
        assertThat(jdbc.sql("select last_error from safecity.notice where recipient = :login")
                        .param("login", person.login())
                        .query(String.class)
                        .single())
                .contains("Connection refused");
    }

    @Test
    void repeats_a_mail_under_the_same_id_if_the_program_dies_before_the_commit() throws Exception {
        post("overdue");

        transaction.executeWithoutResult(status -> {
            relay.sendDue();
            status.setRollbackOnly();
        });
        relay.sendDue();
        relay.sendDue();

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
    }

    @Test
    void sends_each_notice_once_from_two_relays_at_a_time() {
        for (int count = 0; count < 30; count++) {
            post("overdue");
        }
        NoticeRelay other = relay(server.getSmtp().getPort());

        CompletableFuture.allOf(CompletableFuture.runAsync(relay::sendDue), CompletableFuture.runAsync(other::sendDue))
                .join();

        await().until(() -> server.getReceivedMessages().length >= 30);
        assertThat(server.getReceivedMessages())
                .hasSize(30)
                .extracting(MimeMessage::getMessageID)
                .doesNotHaveDuplicates();
    }

    @Test
    void does_not_let_one_bad_address_keep_the_others_waiting() {
        Person bad = post("overdue");
        jdbc.sql(
                        "update safecity.notice set address = 'no address' || chr(10) || 'Bcc: x@example.org' where recipient = :login")
                .param("login", bad.login())
                .update();
        Person good = post("overdue");

        relay.sendDue();
        relay.sendDue();

        assertThat(stateTo(bad)).isEqualTo("PENDING 1");
        assertThat(stateTo(good)).isEqualTo("SENT 1");
    }

    @Test
    void lets_notices_wait_while_no_server_is_configured() {
        Person person = post("overdue");

        relayWithoutServer.sendDue();

        assertThat(stateTo(person)).isEqualTo("PENDING 0");
    }

    private Person post(String kind) {
        Person person = examples.personIn(UNIT);
        transaction.executeWithoutResult(status -> outbox.post(item.id(), kind, DAY, person, Map.of()));
        return person;
    }

    private String stateTo(Person person) {
        return jdbc.sql("select state || ' ' || attempts from safecity.notice where recipient = :login")
                .param("login", person.login())
                .query(String.class)
                .single();
    }
}

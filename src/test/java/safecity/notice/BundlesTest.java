package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** 合并邮件: a list of overdue items arrives and floods nobody. It is 2002 here: no other test posted a notice that is due so early. */
class BundlesTest extends ApplicationTest {

    private static final String UNIT = "qu-ke-wei";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);
    private static final Pattern LINK = Pattern.compile("/items/(WT-\\d+-\\d+)\\?notice=(\\d+)");

    private static int nextDay;

    @Autowired
    private Outbox outbox;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private Bundles bundles;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private People people;

    private Examples examples;
    private GreenMail server;
    private int port;
    private Instant now = Instant.parse("2002-03-04T02:00:00Z");
    private Person person;

    @BeforeEach
    void startServer(@Autowired Items items) {
        examples = new Examples(jdbc, transaction, items, people);
        server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        port = server.getSmtp().getPort();
        now = now.plus(Duration.ofDays(nextDay++));
        itIs(now);
        person = examples.personIn(UNIT);
    }

    @AfterEach
    void stopServer() {
        server.stop();
        jdbc.sql("update safecity.notice set state = 'DEAD' where recipient = :login and state = 'PENDING'")
                .param("login", person.login())
                .update();
    }

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
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID()).startsWith("<bundle-");
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
        long notice = jdbc.sql("select max(id) from safecity.notice where recipient = :login")
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
                .contains("与另 5 条合并为一封");
        Matcher link = LINK.matcher(textOf(server.getReceivedMessages()[0]));
        assertThat(link.find()).isTrue();
        page(link.group());
        assertThat(jdbc.sql("select id from safecity.notice where recipient = :login and read_at is not null")
                        .param("login", person.login())
                        .query(Long.class)
                        .list())
                .containsExactly(Long.valueOf(link.group(2)));
    }

    @Test
    void leaves_other_people_and_digests_alone() throws Exception {
        Person other = examples.personIn(UNIT);
        post("overdue", 6);
        Item item = examples.item(UNIT, DAY);
        transaction.executeWithoutResult(status -> {
            outbox.post(item.id(), "overdue", DAY, other, Map.of());
            outbox.post("digest", DAY, person, Map.of("sections", List.of(), "day", DAY));
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

    private void post(String kind, int count) {
        for (int each = 0; each < count; each++) {
            Item item = examples.item(UNIT, DAY);
            transaction.executeWithoutResult(status -> outbox.post(item.id(), kind, DAY, person, Map.of()));
        }
    }

    private NoticeRelay relay() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new NoticeRelay(
                jdbc, transaction, new Mailer(sender, "safecity@example.org"), quietHours, bundles, clock);
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private static String textOf(MimeMessage mail) throws Exception {
        return (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static List<String> numbersIn(MimeMessage mail) throws Exception {
        return Arrays.stream(textOf(mail).split("\r?\n"))
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .toList();
    }

    private List<String> states() {
        return jdbc.sql("select state from safecity.notice where recipient = :login")
                .param("login", person.login())
                .query(String.class)
                .list();
    }

    private String page(String url) throws Exception {
        return mvc.perform(get(java.net.URI.create(url)).with(user(person)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

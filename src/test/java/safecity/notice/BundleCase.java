package safecity.notice;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** What the tests of gathered mails share: a person, a mail server, and a day of 2002, for which no other test posted a notice. */
abstract class BundleCase extends ApplicationTest {

    static final String UNIT = "qu-ke-wei";
    static final LocalDate DAY = LocalDate.of(2020, 12, 15);
    static final Pattern LINK = Pattern.compile("/items/(WT-\\d+-\\d+)\\?notice=(\\d+)");

    private static int nextDay;

    @Autowired
    Outbox outbox;

    @Autowired
    QuietHours quietHours;

    @Autowired
    Bundles bundles;

    @Autowired
    People people;

    Examples examples;
    GreenMail server;
    int port;
    Instant now = Instant.parse("2002-03-04T02:00:00Z");
    Person person;

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

    void post(String kind, int count) {
        for (int each = 0; each < count; each++) {
            Item item = examples.item(UNIT, DAY);
            transaction.executeWithoutResult(status -> outbox.post(item.id(), kind, DAY, person, Map.of()));
        }
    }

    NoticeRelay relay() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new NoticeRelay(
                jdbc, transaction, new Mailer(sender, "safecity@example.org"), quietHours, bundles, clock);
    }

    List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    static String textOf(MimeMessage mail) throws Exception {
        return (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
    }

    static List<String> numbersIn(MimeMessage mail) throws Exception {
        return Arrays.stream(textOf(mail).split("\r?\n"))
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .toList();
    }

    List<String> states() {
        return jdbc.sql("""
                select coalesce(c.state, n.state)
                  from safecity.notice n
                  left join safecity.notice c on c.id = n.carrier
                 where n.recipient = :login and n.item_id is not null""").param("login", person.login()).query(String.class).list();
    }

    String page(String url) throws Exception {
        return mvc.perform(get(java.net.URI.create(url)).with(user(person)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

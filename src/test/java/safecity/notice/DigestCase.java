package safecity.notice;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.calendar.WorkingDays;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** What the tests of digests share: a clerk, a mail server, and a Wednesday in spring 2021 whose day before was posted. */
abstract class DigestCase extends ApplicationTest {

    static final String UNIT = "qu-jin-rong-ban";
    static final LocalDate DAY = LocalDate.of(2021, 3, 10);
    static final LocalDate YESTERDAY = DAY.minusDays(1);
    static final LocalTime MORNING = LocalTime.of(8, 35);

    @Autowired
    Items items;

    @Autowired
    People people;

    @Autowired
    Outbox outbox;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    private DigestTasks tasks;

    @Autowired
    private WaitingNotices waiting;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private Bundles bundles;

    @Autowired
    WorkingDays workingDays;

    final Map<String, Item> open = new HashMap<>();
    final JavaMailSenderImpl smtp = new JavaMailSenderImpl();
    Examples examples;
    Person clerk;
    GreenMail server;

    @BeforeEach
    void yesterdayMorningWasPosted() {
        forgetMornings();
        // What other tests left behind is not carried from morning to morning here.
        jdbc.sql("update safecity.notice set state = 'LAPSED' where state in ('PENDING', 'WAITING')")
                .update();
        server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        smtp.setHost("127.0.0.1");
        smtp.setPort(server.getSmtp().getPort());
        itIs(DAY.minusDays(5), LocalTime.NOON);
        examples = new Examples(jdbc, transaction, items, people);
        clerk = examples.personIn(UNIT);
        itIs(DAY.minusDays(1), MORNING);
        digest().postIfDue();
    }

    @AfterEach
    void leaveNothingBehind() {
        server.stop();
        open.forEach((id, item) -> events.publishEvent(Examples.task(id, item, UNIT, DAY, false)));
        forgetMornings();
        jdbc.sql("""
                update safecity.notice set state = 'LAPSED', carrier = null
                 where carrier in (select id from safecity.notice where kind = 'digest')""").update();
        jdbc.sql("delete from safecity.notice where kind = 'digest'").update();
        jdbc.sql("update safecity.notice set state = 'LAPSED' where recipient = :login and state = 'WAITING'")
                .param("login", clerk.login())
                .update();
    }

    private void forgetMornings() {
        jdbc.sql("delete from safecity.digest").update();
    }

    int postedAt(LocalDate day, LocalTime time) {
        itIs(day, time);
        digest().postIfDue();
        return notices(clerk).size();
    }

    Digest digest() {
        return digest(new Mailer(smtp, "safecity@example.org"));
    }

    Digest digest(Mailer mailer) {
        return new Digest(jdbc, transaction, tasks, waiting, people, outbox, quietHours, workingDays, mailer, clock);
    }

    List<Long> notices(Person person) {
        return jdbc.sql("select id from safecity.notice where recipient = :login and kind = 'digest' order by id")
                .param("login", person.login())
                .query(Long.class)
                .list();
    }

    void openTask(Item item, String unit) {
        String id = UUID.randomUUID().toString();
        open.put(id, item);
        events.publishEvent(Examples.task(id, item, unit, item.approvedDeadline(), true));
    }

    void relay() {
        new NoticeRelay(jdbc, transaction, new Mailer(smtp, "safecity@example.org"), quietHours, bundles, clock)
                .sendDue();
    }

    /** Returns the mails to the clerk, the oldest first. */
    List<MimeMessage> mails() throws Exception {
        List<MimeMessage> mine = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(clerk.email())) {
                mine.add(mail);
            }
        }
        return mine;
    }

    long post(String kind, Item item, Map<String, Object> model) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(
                status -> outbox.post(item.id(), kind, LocalDate.ofInstant(now, SHANGHAI), clerk, model));
        return jdbc.sql("select max(id) from safecity.notice where recipient = :login")
                .param("login", clerk.login())
                .query(Long.class)
                .single();
    }

    String state(long notice) {
        return jdbc.sql("select state from safecity.notice where id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
    }

    String text() throws Exception {
        return part(0).replace("\r\n", "\n");
    }

    Document html() throws Exception {
        return Jsoup.parse(part(1));
    }

    String part(int index) throws Exception {
        return (String) ((Multipart) mails().get(mails().size() - 1).getContent())
                .getBodyPart(index)
                .getContent();
    }

    /** Returns the row of the list that shows a notice about an item. */
    String row(long notice) throws Exception {
        String number = jdbc.sql(
                        "select i.number from safecity.notice n join safecity.item i on i.id = n.item_id where n.id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
        return list("q=" + number).select("tbody tr").text();
    }

    Document list(String filters) throws Exception {
        return Jsoup.parse(mvc.perform(get(URI.create("/notices?" + filters)).with(user(clerk)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }
}

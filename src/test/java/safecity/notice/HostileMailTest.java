package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** What people write into titles and names adds nothing to a mail, and a mail tells no more than it must (threat T17). It is 2001 here. */
class HostileMailTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);
    private static final String EVIL =
            "\r\nBcc: evil@example.org\r\nX-Evil: 1\r\n\r\n<a href=\"http://evil.example\">x</a>";
    private static final List<String> HEADERS = List.of(
            "return-path",
            "received",
            "date",
            "from",
            "to",
            "message-id",
            "subject",
            "mime-version",
            "content-type",
            "auto-submitted");

    @Autowired
    private Outbox outbox;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private Bundles bundles;

    @Autowired
    private People people;

    @Autowired
    private Items items;

    @ParameterizedTest
    @ValueSource(strings = {"overdue", "returned"})
    void goes_to_one_person_under_one_line_and_leads_to_the_item_alone(String kind) throws Exception {
        itIs(Instant.parse("2001-06-01T02:00:00Z"));
        Examples examples = new Examples(jdbc, transaction, items, people);
        Item item = examples.item(UNIT, DAY);
        Person person = examples.personIn(UNIT);
        String name = jdbc.sql("select short_name from safecity.unit where code = :unit")
                .param("unit", UNIT)
                .query(String.class)
                .single();
        jdbc.sql("""
                update safecity.item set title = title || :evil, description = :evil, place = '机密地点', person = '李某某',
                       phone = '13800138000', remark = '机密备注' where id = :id""").param("evil", EVIL).param("id", item.id()).update();
        jdbc.sql("update safecity.account set display_name = '王某某' || :evil where login = :login")
                .param("evil", EVIL)
                .param("login", person.login())
                .update();
        rename(name + EVIL);
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        try {
            Person reader = people.require(person.login());
            transaction.executeWithoutResult(status ->
                    outbox.post(item.id(), kind, DAY, reader, Map.of("workingDays", 3, "left", "剩余 3 个工作日" + EVIL)));
            relay(server).sendDue();

            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getAllRecipients()[0]).hasToString(person.email());
            assertThat(Collections.list(mail.getAllHeaders()))
                    .allSatisfy(
                            header -> assertThat(header.getName().toLowerCase()).isIn(HEADERS));
            assertThat(mail.getSubject()).contains(item.number()).doesNotContain("\r", "\n");
            Multipart parts = (Multipart) mail.getContent();
            for (int at = 0; at < parts.getCount(); at++) {
                BodyPart part = parts.getBodyPart(at);
                assertThat((String) part.getContent()).doesNotContain("李某某", "13800138000", "机密", "王某某");
            }
            Document html = Jsoup.parse((String) parts.getBodyPart(1).getContent());
            assertThat(html.select("a").eachAttr("href"))
                    .isNotEmpty()
                    .allMatch(
                            link -> link.matches("http://localhost:\\d+/items/" + item.number() + "(\\?notice=\\d+)?"));
            assertThat(GreenMailUtil.getHeaders(mail)).doesNotContain("evil@example.org\r\nX-Evil");
        } finally {
            server.stop();
            rename(name);
        }
    }

    private NoticeRelay relay(GreenMail server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        return new NoticeRelay(
                jdbc, transaction, new Mailer(sender, "safecity@example.org"), quietHours, bundles, clock);
    }

    private void rename(String name) {
        asOwner()
                .sql("update safecity.unit set short_name = :name where code = :unit")
                .param("name", name)
                .param("unit", UNIT)
                .update();
    }
}

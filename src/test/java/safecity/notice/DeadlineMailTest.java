package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import safecity.ApplicationTest;
import safecity.engine.Processes;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** From the timer to the mailbox, day by day. */
class DeadlineMailTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";

    /** A Friday before a free weekend. */
    private static final LocalDate DEADLINE = LocalDate.of(2020, 12, 11);

    @Autowired
    private Items items;

    @Autowired
    private People people;

    @Autowired
    private Processes processes;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private Bundles bundles;

    @Test
    void brings_the_unit_one_mail_on_each_morning_of_the_ladder_and_none_in_between() throws Exception {
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        try {
            itIs(LocalDate.of(2020, 12, 1), LocalTime.NOON);
            Examples examples = new Examples(jdbc, transaction, items, people);
            Person clerk = examples.personIn(UNIT);
            Item item = examples.item(UNIT, DEADLINE);
            transaction.executeWithoutResult(
                    status -> processes.start("escalation", item.number(), Map.of("problemId", item.id())));
            NoticeRelay relay = relay(server);
            StringBuilder diary = new StringBuilder();

            for (LocalDate day = LocalDate.of(2020, 12, 2);
                    day.isBefore(LocalDate.of(2020, 12, 25));
                    day = day.plusDays(1)) {
                int before = mailsTo(server, clerk).size();
                itIs(day, LocalTime.of(9, 0));
                fireWhatIsDue(item);
                relay.sendDue();
                List<MimeMessage> mails = mailsTo(server, clerk);
                for (MimeMessage mail : mails.subList(before, mails.size())) {
                    diary.append(day).append(' ').append(mail.getSubject()).append('\n');
                }
            }

            assertThat(diary).hasToString("""
                            2020-12-09 【剩余 2 个工作日】%1$s
                            2020-12-10 【剩余 1 个工作日】%1$s
                            2020-12-14 【超期 1 个工作日】%1$s
                            2020-12-16 【超期 3 个工作日】%1$s
                            2020-12-22 【超期 7 个工作日】%1$s
                            """.formatted(item.label()));
        } finally {
            server.stop();
        }
    }

    private NoticeRelay relay(GreenMail server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        return new NoticeRelay(
                jdbc, transaction, new Mailer(sender, "safecity@example.org"), quietHours, bundles, clock);
    }

    private void fireWhatIsDue(Item item) {
        ProcessInstance watch = runtime.createProcessInstanceQuery()
                .processDefinitionKey("escalation")
                .processInstanceBusinessKey(item.number())
                .singleResult();
        management
                .createJobQuery()
                .processInstanceId(watch.getId())
                .executable()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }

    static List<MimeMessage> mailsTo(GreenMail server, Person person) throws MessagingException {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(person.email());
                    } catch (MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }
}

package safecity.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A mail server for tests of other packages: takes what is due by the test's clock. */
@Component
public class PostOffice {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final QuietHours quietHours;
    private final Bundles bundles;
    private final Clock clock;

    PostOffice(JdbcClient jdbc, TransactionTemplate transaction, QuietHours quietHours, Bundles bundles, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.quietHours = quietHours;
        this.bundles = bundles;
        this.clock = clock;
    }

    /** Sends what is due and returns each mail as its recipient read it: {@code address subject}. */
    public List<String> deliver() {
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        try {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(server.getSmtp().getPort());
            Mailer mailer = new Mailer(sender, "safecity@example.org");
            new NoticeRelay(jdbc, transaction, mailer, quietHours, bundles, clock).sendDue();
            return Arrays.stream(server.getReceivedMessages())
                    .map(mail -> {
                        try {
                            return mail.getAllRecipients()[0] + " " + mail.getSubject();
                        } catch (jakarta.mail.MessagingException unreadable) {
                            throw new IllegalStateException(unreadable);
                        }
                    })
                    .toList();
        } finally {
            server.stop();
        }
    }
}

package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands a notice to the mail server, as HTML and text. */
@Component
class Mailer {

    /** Longest wait for a mail server that does not answer, in milliseconds, unless {@code spring.mail.properties} says otherwise. */
    private static final String LONGEST_WAIT = "10000";

    private final @Nullable JavaMailSender sender;
    private final String from;

    @Autowired
    Mailer(
            ObjectProvider<JavaMailSender> senders,
            @Value("${spring.mail.host:}") String host,
            @Value("${safecity.mail-from:safecity@localhost}") String from) {
        this(host.isBlank() ? null : senders.getIfAvailable(), from);
    }

    Mailer(@Nullable JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
        if (sender instanceof JavaMailSenderImpl smtp) {
            Properties properties = smtp.getJavaMailProperties();
            for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
                properties.putIfAbsent("mail.smtp." + wait, LONGEST_WAIT);
                properties.putIfAbsent("mail.smtps." + wait, LONGEST_WAIT);
            }
        }
    }

    /** Whether a mail server is configured; until one is, notices wait. */
    boolean isConfigured() {
        return sender != null;
    }

    /**
     * Sends a notice. Returns once the server has taken it.
     *
     * @throws MailException if the server cannot be reached or refuses it, or if its address is none
     */
    void send(Notice notice) {
        if (sender == null) {
            throw new IllegalStateException("No mail server is configured");
        }
        MimeMessage message = sender.createMimeMessage();
        try {
            message.setFrom(new InternetAddress(from, true));
            message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(notice.address(), true));
            message.setSubject(notice.subject(), UTF_8.name());
            message.setSentDate(Date.from(notice.createdAt()));
            message.setHeader("Message-ID", notice.messageId());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives(notice));
        } catch (MessagingException invalid) {
            throw new MailPreparationException(invalid);
        }
        sender.send(message);
    }

    /** Text first, HTML last: a mail program shows the last one that it can. */
    private static Multipart alternatives(Notice notice) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(notice.text(), UTF_8.name(), "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(notice.html(), UTF_8.name(), "html");
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(text);
        parts.addBodyPart(html);
        return parts;
    }
}

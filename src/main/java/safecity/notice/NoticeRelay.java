package safecity.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the mails that are due, each in a transaction of its own that holds its row: nodes and threads take different ones, and a crash between the
 * server's answer and the commit repeats that one mail, under the same Message-ID. What cannot be sent is tried again later and in the end laid
 * aside as DEAD; it is never deleted. Notices that a digest or a bundle carries share its fate. Does nothing while no mail server is configured.
 */
@Component
class NoticeRelay {

    private static final Logger log = LoggerFactory.getLogger(NoticeRelay.class);

    /** How long to wait after the first, second, … failure; after one more the notice is DEAD. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofMinutes(120),
            Duration.ofMinutes(360));

    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mailer mailer;
    private final QuietHours quietHours;
    private final Bundles bundles;
    private final Clock clock;

    NoticeRelay(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mailer mailer,
            QuietHours quietHours,
            Bundles bundles,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mailer = mailer;
        this.quietHours = quietHours;
        this.bundles = bundles;
        this.clock = clock;
    }

    private enum Outcome {
        SENT,
        FAILED,
        NOTHING_DUE
    }

    /** Sends what is due now, until nothing is left or a mail fails; the next poll goes on with the others. */
    @Scheduled(fixedDelayString = "${safecity.notice-poll:PT5S}")
    void sendDue() {
        if (!mailer.isConfigured()) {
            return;
        }
        bundles.gather();
        Outcome outcome = Outcome.SENT;
        while (outcome == Outcome.SENT) {
            outcome = transaction.execute(status -> sendNext());
        }
    }

    private Outcome sendNext() {
        Optional<Notice> next = lockNext();
        if (next.isEmpty()) {
            return Outcome.NOTHING_DUE;
        }
        Notice notice = next.get();
        try {
            mailer.send(notice);
        } catch (MailException failure) {
            postpone(notice, failure);
            return Outcome.FAILED;
        }
        jdbc.sql("""
                update safecity.notice
                   set state = 'SENT', sent_at = :now, attempts = attempts + 1, last_error = null
                 where id = :id and state = 'PENDING'""").param("id", notice.id()).param("now", at(clock.instant())).update();
        return Outcome.SENT;
    }

    private Optional<Notice> lockNext() {
        return jdbc.sql("""
                select n.id, n.kind, n.address, n.subject, n.html, n.text, n.attempts, n.created_at
                  from safecity.notice n
                 where n.state = 'PENDING' and n.next_try_at <= :now and n.recipient is not null and %s
                 order by n.next_try_at, n.id
                 limit 1
                   for update of n skip locked""".formatted(Bundles.MAY_GO_ALONE))
                .params(bundles.limits(clock.instant()))
                .query((row, index) -> new Notice(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("address"),
                        row.getString("subject"),
                        row.getString("html"),
                        row.getString("text"),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }

    private void postpone(Notice notice, MailException failure) {
        boolean dead = notice.attempts() >= PAUSES.size();
        Instant now = clock.instant();
        Instant next = dead ? now : quietHours.earliest(notice.kind(), now.plus(PAUSES.get(notice.attempts())));
        String error = reason(failure);
        log.warn("Notice {} could not be sent, {}: {}", notice.id(), dead ? "given up" : "next try " + next, error);
        jdbc.sql("""
                update safecity.notice
                   set state = :state, attempts = attempts + 1, next_try_at = :next, last_error = :error
                 where id = :id and state = 'PENDING'""")
                .param("id", notice.id())
                .param("state", dead ? "DEAD" : "PENDING")
                .param("next", at(next))
                .param("error", error)
                .update();
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String text = failure.getMessage() + " (" + root + ")";
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

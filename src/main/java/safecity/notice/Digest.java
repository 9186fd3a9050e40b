package safecity.notice;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.calendar.WorkingDays;
import safecity.identity.People;
import safecity.identity.Role;

/**
 * 每日摘要: one mail a working morning to everybody for whom ordinary notices wait or whose unit holds tasks that are due, overdue, new or returned. It
 * comes some minutes after the reminders of the morning fired and carries them, too. A morning is posted as a whole, in one transaction and by one
 * node; a node that was down then makes up for it during office hours, and a day that nobody was up is left out: what was new on it is new on the
 * next. Nothing is posted while no mail server is configured, for a digest of old days helps nobody; until then ordinary notices wait.
 */
@Component
class Digest {

    private static final Logger log = LoggerFactory.getLogger(Digest.class);

    static final String KIND = "digest";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DigestTasks tasks;
    private final WaitingNotices waiting;
    private final People people;
    private final Outbox outbox;
    private final QuietHours quietHours;
    private final WorkingDays workingDays;
    private final Mailer mailer;
    private final Clock clock;

    Digest(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            DigestTasks tasks,
            WaitingNotices waiting,
            People people,
            Outbox outbox,
            QuietHours quietHours,
            WorkingDays workingDays,
            Mailer mailer,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tasks = tasks;
        this.waiting = waiting;
        this.people = people;
        this.outbox = outbox;
        this.quietHours = quietHours;
        this.workingDays = workingDays;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** Posts the digests of this morning unless it is too early, no office hour, or they were posted already. */
    @Scheduled(cron = "${safecity.digest-cron}", zone = "Asia/Shanghai")
    void postIfDue() {
        Instant now = clock.instant();
        if (mailer.isConfigured() && quietHours.digestMayGo(now)) {
            transaction.executeWithoutResult(status -> post(LocalDate.ofInstant(now, WorkingDays.ZONE), now));
        }
    }

    private void post(LocalDate today, Instant now) {
        if (!take(today, now)) {
            return;
        }
        waiting.takeBack(today);
        waiting.lapse(now);
        Map<String, WaitingNotices.Pile> piles = waiting.byRecipient(now);
        Map<String, List<LetterSection>> byUnit = tasks.byUnit(today, since(today), now);
        Map<String, List<LetterSection>> tasksOf = new HashMap<>();
        byUnit.forEach((unit, sections) -> people.reachableIn(unit).forEach(person -> {
            String address = requireNonNull(person.email());
            tasksOf.put(person.login(), sections);
            piles.computeIfAbsent(person.login(), login -> new WaitingNotices.Pile(address, List.of(), Map.of()));
        }));
        List<Integer> missing = workingDays.missingNotices(today);
        Set<String> administrators = missing.isEmpty() ? Set.of() : administrators(piles);
        piles.forEach((login, pile) -> {
            Map<String, Object> model = Map.of(
                    "day", today,
                    "sections", tasksOf.getOrDefault(login, List.of()),
                    "waited", waiting.sections(pile),
                    "waiting", pile.notices().size(),
                    "years", administrators.contains(login) ? missing : List.of());
            outbox.carry(KIND, today, "", login, pile.address(), model, pile.notices());
        });
        log.info("Posted {} digests of {}", piles.size(), today);
    }

    /** Returns those who enter the holidays of a year, and gives each a pile. */
    private Set<String> administrators(Map<String, WaitingNotices.Pile> piles) {
        Set<String> logins = new HashSet<>();
        people.reachableWith(Role.SYSTEM_ADMINISTRATOR).forEach(person -> {
            String address = requireNonNull(person.email());
            logins.add(person.login());
            piles.computeIfAbsent(person.login(), login -> new WaitingNotices.Pile(address, List.of(), Map.of()));
        });
        return logins;
    }

    /** Another node that takes the same morning waits here until this transaction ends, and then finds it taken. */
    private boolean take(LocalDate today, Instant now) {
        return jdbc.sql("insert into safecity.digest (day, posted_at) values (:day, :now) on conflict do nothing")
                        .param("day", today)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private Instant since(LocalDate today) {
        return jdbc.sql("select posted_at from safecity.digest where day < :today order by day desc limit 1")
                .param("today", today)
                .query((row, index) -> row.getTimestamp("posted_at").toInstant())
                .optional()
                .orElseGet(() -> quietHours.morningOf(workingDays.shift(today, -1)));
    }
}

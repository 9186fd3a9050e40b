package safecity.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the notices of robots. One node at a time serves a robot, holding its row: what is due goes in one message, what comes within the minute
 * waits for the next, and what does not fit into one message goes in further ones, at most as many as the robot takes in a minute. A crash between the
 * robot's answer and the commit repeats that one message, for robots know no Message-ID.
 */
@Component
class RobotRelay {

    private static final Logger log = LoggerFactory.getLogger(RobotRelay.class);

    /** More than fit into the longest message. */
    private static final int MOST_LINES = 300;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Robots robots;
    private final RobotClient client;
    private final QuietHours quietHours;
    private final Clock clock;

    RobotRelay(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Robots robots,
            RobotClient client,
            QuietHours quietHours,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.robots = robots;
        this.client = client;
        this.quietHours = quietHours;
        this.clock = clock;
    }

    /** Sends what is due now to every robot that is on. */
    @Scheduled(fixedDelayString = "${safecity.notice-poll:PT5S}")
    void sendDue() {
        for (long robot : waiting()) {
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transaction.execute(status -> sendNext(robot)));
            }
        }
    }

    private List<Long> waiting() {
        return jdbc.sql("""
                select r.id
                  from safecity.robot r
                 where r.active
                   and exists (select 1 from safecity.notice n
                                where n.robot = r.id and n.state = 'PENDING' and n.next_try_at <= :now)
                 order by r.id""").param("now", at(clock.instant())).query(Long.class).list();
    }

    /** Returns whether to go on with the same robot. */
    private boolean sendNext(long id) {
        Instant now = clock.instant();
        Optional<Instant> until = hold(id, now);
        Optional<Robot> robot = robots.find(id);
        if (until.isEmpty() || robot.isEmpty()) {
            return false;
        }
        List<Due> due = due(id, until.get());
        if (due.isEmpty() || !robots.count(id)) {
            return false;
        }
        RobotMessage message =
                RobotMessage.of(robot.get().kind(), due.stream().map(Due::line).toList());
        List<Due> taken = due.subList(0, message.lines().size());
        try {
            client.post(robot.get(), message);
        } catch (RobotClient.NotSent failure) {
            log.warn("Robot {} did not take {} notices: {}", robot.get(), taken.size(), failure.getMessage());
            taken.forEach(each -> postpone(each, String.valueOf(failure.getMessage())));
            return false;
        }
        jdbc.sql("""
                update safecity.notice
                   set state = 'SENT', sent_at = :now, attempts = attempts + 1, last_error = null
                 where id = any(:ids) and state = 'PENDING'""")
                .param("ids", taken.stream().map(each -> each.line().id()).toArray(Long[]::new))
                .param("now", at(now))
                .update();
        return true;
    }

    /** Holds a robot; returns until when notices must be due to go now: within a minute that has begun, only those that were due when it began. */
    private Optional<Instant> hold(long id, Instant now) {
        return jdbc.sql("""
                select case when minute_began > :minuteAgo then minute_began else :now end
                  from safecity.robot
                 where id = :id and active
                   for update skip locked""")
                .param("id", id)
                .param("now", at(now))
                .param("minuteAgo", at(now.minus(Duration.ofMinutes(1))))
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    private record Due(RobotMessage.Line line, String kind, int attempts) {}

    private List<Due> due(long robot, Instant until) {
        return jdbc.sql("""
                select id, subject, text, kind, attempts
                  from safecity.notice
                 where robot = :robot and state = 'PENDING' and next_try_at <= :until
                 order by next_try_at, id
                 limit :most
                   for update""")
                .param("robot", robot)
                .param("until", at(until))
                .param("most", MOST_LINES)
                .query((row, index) -> new Due(
                        new RobotMessage.Line(row.getLong("id"), row.getString("subject"), row.getString("text")),
                        row.getString("kind"),
                        row.getInt("attempts")))
                .list();
    }

    private void postpone(Due due, String error) {
        boolean dead = due.attempts() >= NoticeRelay.PAUSES.size();
        Instant now = clock.instant();
        Instant next = dead ? now : quietHours.earliest(due.kind(), now.plus(NoticeRelay.PAUSES.get(due.attempts())));
        jdbc.sql("""
                update safecity.notice
                   set state = :state, attempts = attempts + 1, next_try_at = :next, last_error = :error
                 where id = :id and state = 'PENDING'""")
                .param("id", due.line().id())
                .param("state", dead ? "DEAD" : "PENDING")
                .param("next", at(next))
                .param("error", error)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

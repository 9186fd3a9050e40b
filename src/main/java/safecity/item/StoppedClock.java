package safecity.item;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.item.DeadlineChange.Cause;

/**
 * 挂账: stops the clock of an item and sets it going again with the time that was left. While it stands still the approved deadline stays as it was and
 * means nothing, and the tasks of the responsible unit have no due date; the limits of others run on.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StoppedClock {

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final WorkingDays workingDays;
    private final StoppedDues dues;
    private final Processes processes;
    private final Clock clock;

    StoppedClock(
            JdbcClient jdbc,
            Deadlines deadlines,
            WorkingDays workingDays,
            StoppedDues dues,
            Processes processes,
            Clock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.dues = dues;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Stops the item's clock as of today.
     *
     * @throws Refused if it stands still already, or the item was closed or got another deadline or status meanwhile
     */
    public void stop(Item item) {
        int rows = jdbc.sql("""
                update safecity.item set paused_on = :today, changed_at = :now
                 where id = :id and paused_on is null and status = :status and approved_deadline = :deadline""")
                .param("id", item.id())
                .param("today", today())
                .param("status", item.status().name())
                .param("deadline", item.approvedDeadline())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 0 || item.status() == Status.CLOSED) {
            throw new Refused("%s 刚刚有变动，或已在挂账，没有暂停计时。请刷新后再看".formatted(item.number()));
        }
        dues.stop(item);
        processes.tell(Deadlines.CLOCK_CHANGED, item.number());
    }

    /**
     * Sets the item's clock going again: on the day from which it runs as many working days are left as on the day on which it stopped.
     *
     * @param from first day on which it runs again; today, or earlier if nobody was there to start it
     * @param by   login of whose decision it was; null if the system did
     * @return how many working days later the deadline is now; 0 if it stays
     * @throws Refused if the clock runs
     */
    public int start(Item item, LocalDate from, String reason, @Nullable String by) {
        int days = letRun(item, from);
        if (days > 0) {
            deadlines.postpone(item, Cause.PAUSE, days, reason, by);
        } else {
            processes.tell(Deadlines.CLOCK_CHANGED, item.number());
        }
        dues.giveBack(item, from, days);
        return days;
    }

    /**
     * Ends the standstill of an item that is just being closed: the time for which its clock stood still does not make it late. Tells nobody.
     *
     * @return how many working days later the deadline is now; 0 if it stays
     */
    public int settle(Item item, String reason) {
        int days = letRun(item, today());
        if (days > 0) {
            deadlines.move(item, Cause.PAUSE, days, reason, null);
        }
        dues.forget(item);
        return days;
    }

    private int letRun(Item item, LocalDate from) {
        @Nullable LocalDate pausedOn = item.pausedOn();
        int rows = jdbc.sql("""
                update safecity.item set paused_on = null, changed_at = :now where id = :id and paused_on = :pausedOn""")
                .param("id", item.id())
                .param("pausedOn", pausedOn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (pausedOn == null || rows == 0) {
            throw new Refused("%s 没有挂账，或已恢复计时".formatted(item.number()));
        }
        return from.isAfter(pausedOn) ? workingDays.remaining(pausedOn, from) : 0;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

package safecity.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.audit.AuditTrail;
import safecity.calendar.CalendarChange.Kind;
import safecity.calendar.CalendarChange.State;
import safecity.engine.Refused;

/**
 * Changes the calendar together with everything that was counted by it: first as a proposal that says what would move, then, once confirmed, in one
 * transaction exactly that. Dates are compared with what the calendar gives, so one that was counted by an older calendar is found as well.
 */
@Component
class Rescheduling {

    private static final int DAYS_NAMED = 3;
    private static final String STALE = "预览之后，日历、问题或任务有了变化，没有调整任何时限。请重新预览，核对后再确认";

    private final Holidays holidays;
    private final CalendarChanges changes;
    private final WorkingDays workingDays;
    private final List<CountedDates> counted;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Clock clock;

    Rescheduling(
            Holidays holidays,
            CalendarChanges changes,
            WorkingDays workingDays,
            List<CountedDates> counted,
            TransactionTemplate transaction,
            AuditTrail audit,
            Clock clock) {
        this.holidays = holidays;
        this.changes = changes;
        this.workingDays = workingDays;
        this.counted = counted;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Proposes other days for a year.
     *
     * @return id of the proposal
     * @throws Refused if they are the days that the year has
     */
    @Transactional
    public long propose(int year, List<Holiday> after, String by) {
        workingDays.reload();
        List<Holiday> before = holidays.of(year);
        if (before.equals(after)) {
            throw new Refused("与现行的 %d 年安排完全相同，没有要改的".formatted(year));
        }
        return propose(year, Kind.YEAR, before, after, moves(year, before, after), by);
    }

    /**
     * Proposes to count everything anew by the calendar as it is, which finds dates from before a file was changed.
     *
     * @return id of the proposal
     * @throws Refused if every date stands where the calendar puts it
     */
    @Transactional
    public long proposeRecount(String by) {
        workingDays.reload();
        int year = LocalDate.now(clock).getYear();
        List<Holiday> days = holidays.of(year);
        List<Move> moves = moves(year, days, days);
        if (moves.isEmpty()) {
            throw new Refused("全部时限、任务和提醒都与现行日历一致，不用重算");
        }
        return propose(year, Kind.RECOUNT, days, days, moves, by);
    }

    private long propose(int year, Kind kind, List<Holiday> before, List<Holiday> after, List<Move> moves, String by) {
        long id = changes.propose(year, kind, before, after, moves, by);
        audit.recordBy(
                by, "提出日历调整", "工作日历 %d 年".formatted(year), told(changes.find(id).orElseThrow()));
        return id;
    }

    /**
     * Does what was proposed, all of it or nothing.
     *
     * @throws Refused if that is not what would happen any more
     */
    public void confirm(long id, String by) {
        try {
            transaction.executeWithoutResult(status -> apply(id, by));
        } finally {
            workingDays.reload();
        }
    }

    private void apply(long id, String by) {
        holidays.lock();
        workingDays.reload();
        CalendarChange change = changes.find(id).orElseThrow(() -> new Refused("没有这次调整，请回到工作日历"));
        if (change.state() != State.PROPOSED || !changes.decide(id, State.APPLIED, by)) {
            throw new Refused("这次调整“%s”，不能再确认".formatted(change.state().label()));
        }
        if (!holidays.of(change.year()).equals(change.before())
                || !moves(change.year(), change.before(), change.after()).equals(change.moves())) {
            throw new Refused(STALE);
        }
        holidays.replace(change.year(), change.after());
        WorkingDays then = workingDays.with(change.year(), change.after());
        counted.forEach(each -> each.apply(change.moves(), then, by));
        audit.recordBy(by, "确认日历调整", "工作日历 %d 年".formatted(change.year()), told(change));
    }

    private static String told(CalendarChange change) {
        List<String> days = ChangedDay.between(change.before(), change.after()).stream()
                .map(day -> "%s %s → %s".formatted(day.day(), day.was(), day.becomes()))
                .toList();
        return "%s；调整 %d 个日期"
                .formatted(
                        days.isEmpty() ? "日历不变" : String.join("，", days),
                        change.moves().size());
    }

    /** Gives a proposal up. */
    @Transactional
    public void abandon(long id, String by) {
        if (!changes.decide(id, State.ABANDONED, by)) {
            throw new Refused("这次调整已经有了结果，不能放弃");
        }
        changes.find(id)
                .ifPresent(change -> audit.recordBy(by, "放弃日历调整", "工作日历 %d 年".formatted(change.year()), told(change)));
    }

    private List<Move> moves(int year, List<Holiday> before, List<Holiday> after) {
        WorkingDays then = workingDays.with(year, after);
        List<ChangedDay> turned = ChangedDay.between(before, after).stream()
                .filter(ChangedDay::turns)
                .toList();
        boolean arrives = then.isAnnounced(year) && !workingDays.isAnnounced(year);
        List<Move> moves = new ArrayList<>();
        for (CountedDates each : counted) {
            each.moves(then).forEach(move -> moves.add(move.because(why(move, turned, arrives, year))));
        }
        return moves;
    }

    private static String why(Move move, List<ChangedDay> turned, boolean arrives, int year) {
        List<ChangedDay> between = turned.stream()
                .filter(changed ->
                        changed.day().isAfter(move.from()) && !changed.day().isAfter(move.to()))
                .toList();
        if (!move.before().equals(move.after()) && !between.isEmpty()) {
            String named =
                    between.stream().limit(DAYS_NAMED).map(ChangedDay::sentence).collect(Collectors.joining("，"));
            return between.size() > DAYS_NAMED ? "%s，等 %d 天".formatted(named, between.size()) : named;
        }
        return arrives && move.wasProvisional() ? "%d 年放假安排已公布".formatted(year) : "按现行日历重算";
    }
}

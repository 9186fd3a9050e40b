package safecity.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.Refused;

/** The limits of a listing by level: the decision table that {@code safecity.listing-timetable} names, {@code listing} unless it is set. */
@Component
class Timetable {

    private static final Set<String> NEEDED = Set.of(
            "propose",
            "judge",
            "approve",
            "longest",
            "fileUpward",
            "announce",
            "filePlan",
            "reviewPlan",
            "report",
            "askExtension",
            "decideExtension",
            "requestAcceptance",
            "acceptOnSite",
            "objectBy",
            "reviewObjection",
            "sanction",
            "urge",
            "openInterview",
            "interview",
            "openEscalation",
            "escalate",
            "openShutdown",
            "considerShutdown",
            "announceDelisting",
            "archive",
            "observe",
            "correctNotice");

    /** How often or how many; of each table row a number of at least one. */
    static final List<String> COUNTS =
            List.of("refusedTwice", "smallestTeam", "teamStep", "teamFromOffice", "teamFromExperts");

    private final Decisions decisions;
    private final WorkingDays calendar;
    private final String table;

    @Autowired
    Timetable(Decisions decisions, WorkingDays calendar, @Value("${safecity.listing-timetable:listing}") String table) {
        this.decisions = decisions;
        this.calendar = calendar;
        this.table = table;
    }

    /**
     * Checks, once the program has started, that the table has every limit that a listing needs.
     *
     * @throws IllegalStateException if a row is missing; the message is Chinese and names it
     */
    @EventListener(ApplicationReadyEvent.class)
    void check() {
        for (Level level : Level.values()) {
            Set<String> missing = new TreeSet<>(NEEDED);
            missing.addAll(COUNTS);
            of(level).forEach(limit -> missing.remove(limit.duty()));
            if (!missing.isEmpty()) {
                throw new IllegalStateException("processes/%s.dmn 缺少%s挂牌的 %s，请补上这些行"
                        .formatted(table, level.label(), String.join("、", missing)));
            }
            COUNTS.forEach(what -> count(level, what));
        }
    }

    /** Returns all limits of a level, in the order of the table. */
    List<Limit> of(Level level) {
        return decisions.inForce(table).rows(Map.of("level", level.name())).stream()
                .map(Limit::of)
                .toList();
    }

    /**
     * Returns a limit of a level.
     *
     * @throws IllegalStateException if the table has no such row
     */
    Limit limit(Level level, String duty) {
        return of(level).stream()
                .filter(limit -> limit.duty().equals(duty))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s.dmn 没有“%s”这一行".formatted(table, duty)));
    }

    /**
     * Returns how often something may happen, or of how many something has to be.
     *
     * @throws IllegalStateException if the row is no such count, or less than one
     */
    int count(Level level, String what) {
        Limit limit = limit(level, what);
        if (!limit.kind().equals("COUNT") || limit.days() < 1) {
            throw new IllegalStateException(
                    "%s.dmn 的“%s”应为次数：性质填 COUNT，次数至少为 1，实为 %s %d".formatted(table, what, limit.kind(), limit.days()));
        }
        return limit.days();
    }

    /** Returns the last day of a limit that is counted from a day. */
    Deadline due(Level level, String duty, LocalDate base) {
        return limit(level, duty).due(base, calendar);
    }

    /**
     * Returns a deadline that is to come and not longer than a level allows.
     *
     * @throws Refused with the last day that would do, if it is not
     */
    LocalDate allowed(Level level, LocalDate deadline, LocalDate today) {
        LocalDate last = due(level, "longest", today).day();
        if (!deadline.isAfter(today) || deadline.isAfter(last)) {
            throw new Refused("整改期限 %s 应在今天之后，不晚于 %s".formatted(deadline, last));
        }
        return deadline;
    }
}

package safecity.board;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.cockpit.FigureSql;

/**
 * 每日数据: the figures of every unit at the end of a day. Each day is written once, soon after midnight and by whichever node comes first; days on which
 * no node ran are made up for, from the items as they stand then, and marked as such.
 */
@Repository
public class DailyFigures {

    private final JdbcClient jdbc;
    private final Clock clock;

    DailyFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The figures of all units together at the end of a day.
     *
     * @param registered items that came on the day
     * @param closedThatDay items closed on the day
     * @param restored   whether the day was made up for later
     */
    public record Day(LocalDate day, int open, int overdue, int registered, int closedThatDay, boolean restored) {}

    /** Writes the days that ended and are not written yet; the first of them is the one on which the first item came. */
    @Scheduled(
            initialDelayString = "${safecity.daily-figures-poll}",
            fixedDelayString = "${safecity.daily-figures-poll}")
    void takeEndedDays() {
        LocalDate today = LocalDate.now(clock);
        Optional<LocalDate> next = jdbc.sql("""
                select coalesce((select max(day) + 1 from safecity.daily_figure),
                                (select cast(min(created_at) at time zone :zone as date) from safecity.item)) as day""")
                .param("zone", WorkingDays.ZONE.getId())
                .query((row, index) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
        next.ifPresent(
                first -> first.datesUntil(today.isBefore(first) ? first : today).forEach(this::take));
    }

    /** Writes the figures of a day that ended, counted as those of today are but of the items as they stood at its end; a day already written stays as it is. */
    void take(LocalDate day) {
        jdbc.sql("""
                insert into safecity.daily_figure
                       (day, unit, total, open, overdue, closed, by_original, by_approved, registered, closed_that_day, restored, taken_at)
                select :today, i.lead_unit, %s,
                       count(*) filter (where i.created_at >= :start),
                       count(*) filter (where i.closed_at >= :start),
                       :restored, :now
                  from (select lead_unit, created_at, original_deadline, approved_deadline,
                               case when closed_at < :end then closed_at end as closed_at,
                               case when closed_at < :end then 'CLOSED' else 'OPEN' end as status,
                               case when paused_on <= :today then paused_on end as paused_on
                          from safecity.item
                         where created_at < :end
                           and not exists (select 1 from safecity.daily_figure f where f.day = :today)) i
                 group by i.lead_unit
                on conflict do nothing""".formatted(FigureSql.COUNTS))
                .param("today", day)
                .param("start", startOf(day))
                .param("end", startOf(day.plusDays(1)))
                .param("restored", day.isBefore(LocalDate.now(clock).minusDays(1)))
                .param("zone", WorkingDays.ZONE.getId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Returns the written days of a span, the earliest first.
     *
     * @param unit code of a unit; empty for all units together
     */
    public List<Day> between(LocalDate from, LocalDate until, String unit) {
        return jdbc.sql("""
                select day, sum(open) as open, sum(overdue) as overdue, sum(registered) as registered,
                       sum(closed_that_day) as closed_that_day, bool_or(restored) as restored
                  from safecity.daily_figure
                 where day between :from and :until and (:unit = '' or unit = :unit)
                 group by day
                 order by day""")
                .param("from", from)
                .param("until", until)
                .param("unit", unit)
                .query(Day.class)
                .list();
    }

    /**
     * Returns the figures of every unit at the end of a day, in the order of the directory; none if the day is not written.
     *
     * @param group the units that are ranked among each other; null for all units
     */
    public List<UnitFigures> of(LocalDate day, @Nullable UnitGroup group) {
        return jdbc.sql("""
                select u.code, u.short_name, f.total, f.open, f.overdue, f.closed, f.by_original, f.by_approved,
                       cast(null as numeric) as average_days
                  from safecity.daily_figure f
                  join safecity.unit u on u.code = f.unit
                 where f.day = :day and (:any or u.kind = any (:kinds))
                 order by u.position""")
                .param("day", day)
                .param("any", group == null)
                .param("kinds", group == null ? new String[0] : group.kinds().toArray(String[]::new))
                .query(UnitRanking::figures)
                .list();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(WorkingDays.ZONE).toOffsetDateTime();
    }
}

package safecity.board;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.cockpit.FigureSql;
import safecity.cockpit.OnTime;

/**
 * 单位排名. A unit with fewer items than {@code safecity.ranked-from} is shown without a rank, for chance would decide it (本区默认).
 */
@Repository
public class UnitRanking {

    private static final int WEEK = 7;

    private final JdbcClient jdbc;
    private final DailyFigures days;
    private final Clock clock;
    private final int rankedFrom;

    UnitRanking(JdbcClient jdbc, DailyFigures days, Clock clock, @Value("${safecity.ranked-from}") int rankedFrom) {
        this.jdbc = jdbc;
        this.days = days;
        this.clock = clock;
        this.rankedFrom = rankedFrom;
    }

    /**
     * A unit and where it stands.
     *
     * @param rank   1 for the best; null if it has too few items, or nothing yet that it could be ranked by
     * @param change places gained since a week ago, negative for lost; null if it had no rank then
     * @param unranked why it has no rank, in a few words; empty if it has one
     */
    public record Place(
            UnitFigures figures,
            @Nullable Integer rank,
            @Nullable Integer change,
            String unranked) {

        /** Whether it moved since a week ago. */
        public boolean moved() {
            return change != null && change != 0;
        }
    }

    /**
     * Returns the units of a group that were ever responsible for an item, the best first.
     *
     * @param list row of the list that the items come from; 0 for all items
     */
    public List<Place> of(UnitGroup group, Ranked by, long list) {
        List<UnitFigures> now = figures(group, list);
        Map<String, Integer> ranks = ranks(now, by);
        Map<String, Integer> before = list == 0 && by != Ranked.DAYS
                ? ranks(days.of(LocalDate.now(clock).minusDays(WEEK), group), by)
                : Map.<String, Integer>of();
        return now.stream()
                .map(each -> place(each, by, ranks, before))
                .sorted(Comparator.<Place, Integer>comparing(
                        Place::rank, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private Place place(UnitFigures each, Ranked by, Map<String, Integer> ranks, Map<String, Integer> before) {
        Integer rank = ranks.get(each.unit());
        Integer then = before.get(each.unit());
        return new Place(each, rank, rank == null || then == null ? null : then - rank, unranked(each, by));
    }

    private String unranked(UnitFigures unit, Ranked by) {
        if (unit.total() < rankedFrom) {
            return "样本少";
        }
        return by.countable(unit) ? "" : "尚无销号";
    }

    private Map<String, Integer> ranks(List<UnitFigures> units, Ranked by) {
        List<UnitFigures> ranked = units.stream()
                .filter(each -> unranked(each, by).isEmpty())
                .sorted(by.order())
                .toList();
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 1;
        for (int at = 0; at < ranked.size(); at++) {
            if (at > 0 && by.order().compare(ranked.get(at - 1), ranked.get(at)) != 0) {
                rank = at + 1;
            }
            ranks.put(ranked.get(at).unit(), rank);
        }
        return ranks;
    }

    /** Working days are counted by numbering the days once, so that an item costs two look-ups and not a walk through its days; those of 挂账 do not count. */
    private List<UnitFigures> figures(UnitGroup group, long list) {
        return jdbc.sql("""
                with numbered as (
                     select cast(d.day as date) as day,
                            count(*) filter (where coalesce(h.kind = 'workday', extract(isodow from d.day) < 6)) over (order by d.day) as no
                       from generate_series((select cast(min(created_at) at time zone :zone as date) from safecity.item),
                                            cast(:today as timestamp), interval '1 day') as d(day)
                       left join safecity.holiday h on h.day = cast(d.day as date)),
                     paused as (
                     select p.item_id, sum(upto.no - since.no) as days
                       from safecity.pause p
                       join numbered since on since.day = p.paused_on
                       join numbered upto on upto.day = p.ended_on
                      group by p.item_id)
                select u.code, u.short_name, %s,
                       avg(ended.no - begun.no - coalesce(paused.days, 0)) as average_days
                  from safecity.item i
                  join safecity.unit u on u.code = i.lead_unit
                  left join numbered begun on begun.day = cast(i.created_at at time zone :zone as date)
                  left join numbered ended on ended.day = cast(i.closed_at at time zone :zone as date)
                  left join paused on paused.item_id = i.id and i.closed_at is not null
                 where u.kind in (:kinds) and (:list = 0 or i.list_id = :list)
                 group by u.code, u.short_name, u.position
                 order by u.position""".formatted(FigureSql.COUNTS))
                .param("zone", WorkingDays.ZONE.getId())
                .param("today", LocalDate.now(clock))
                .param("kinds", group.kinds())
                .param("list", list)
                .query(UnitRanking::figures)
                .list();
    }

    static UnitFigures figures(ResultSet row, int index) throws SQLException {
        @Nullable BigDecimal days = row.getBigDecimal("average_days");
        return new UnitFigures(
                row.getString("code"),
                row.getString("short_name"),
                row.getInt("total"),
                row.getInt("open"),
                row.getInt("overdue"),
                new OnTime(row.getInt("closed"), row.getInt("by_original"), row.getInt("by_approved")),
                days == null ? null : days.doubleValue());
    }
}

package safecity.cockpit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Lamp;
import safecity.item.Lamps;

/** 问题总数 and what it is made of. The board, the list, the workbooks and the API all ask here, so that one figure is the same everywhere. */
@Repository
public class Totals {

    private final JdbcClient jdbc;
    private final ItemQuery query;
    private final Lamps lampsOfDay;
    private final Clock clock;

    Totals(JdbcClient jdbc, ItemQuery query, Lamps lampsOfDay, Clock clock) {
        this.jdbc = jdbc;
        this.query = query;
        this.lampsOfDay = lampsOfDay;
        this.clock = clock;
    }

    /**
     * The figures of a filter, as of today.
     *
     * @param views  items in every view; {@link View#ALL} is the total
     * @param lamps  items by lamp; together they are the total
     * @param onTime how many closed items were closed in time
     */
    public record Figures(Map<View, Integer> views, Map<Lamp, Integer> lamps, OnTime onTime) {

        /** Items of a view. */
        public int of(View view) {
            return views.getOrDefault(view, 0);
        }

        /** Items with a lamp. */
        public int of(Lamp lamp) {
            return lamps.getOrDefault(lamp, 0);
        }
    }

    /** Returns the figures of what a viewer may see under a filter, whatever its view and page are. */
    public Figures of(ItemFilter filter, Person viewer) {
        Map<String, Object> parameters = query.parameters(filter, viewer);
        Map<View, Integer> views = views(parameters);
        return new Figures(views, lamps(parameters), onTime(parameters));
    }

    private Map<View, Integer> views(Map<String, Object> parameters) {
        String columns = Stream.of(View.values())
                .map(view -> "count(*) filter (where %s) as %s".formatted(view.condition(), view.name()))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + ItemQuery.FROM + ItemQuery.WHERE)
                .params(parameters)
                .query((row, index) -> {
                    Map<View, Integer> views = new EnumMap<>(View.class);
                    for (View view : View.values()) {
                        views.put(view, row.getInt(view.name()));
                    }
                    return views;
                })
                .single();
    }

    private Map<Lamp, Integer> lamps(Map<String, Object> parameters) {
        LocalDate today = LocalDate.now(clock);
        Map<Lamp, Integer> lamps = new EnumMap<>(Lamp.class);
        jdbc.sql("""
                select case when i.status = 'CLOSED' then 'GREY' when i.paused_on is not null then 'PAUSED' else '' end as unlit,
                       case when i.status <> 'CLOSED' and i.paused_on is null then i.approved_deadline end as deadline,
                       count(*) as items
                """ + ItemQuery.FROM + ItemQuery.WHERE + " group by 1, 2")
                .params(parameters)
                .query(row -> {
                    LocalDate deadline = row.getObject("deadline", LocalDate.class);
                    Lamp lamp = deadline == null
                            ? Lamp.valueOf(row.getString("unlit"))
                            : lampsOfDay.ofOpen(today, deadline);
                    lamps.merge(lamp, row.getInt("items"), Integer::sum);
                });
        return lamps;
    }

    /** An item is in time if the day on which it was closed, in Asia/Shanghai, is not after its deadline. */
    private OnTime onTime(Map<String, Object> parameters) {
        return jdbc.sql("""
                select count(*) as closed,
                       count(*) filter (where cast(i.closed_at at time zone :zone as date) <= i.original_deadline) as by_original,
                       count(*) filter (where cast(i.closed_at at time zone :zone as date) <= i.approved_deadline) as by_approved
                """ + ItemQuery.FROM + ItemQuery.WHERE + " and i.status = 'CLOSED'")
                .params(parameters)
                .param("zone", WorkingDays.ZONE.getId())
                .query(OnTime.class)
                .single();
    }
}

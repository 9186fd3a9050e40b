package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
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

    /** Returns the figures of what a viewer may see under a filter, whatever its view and page are. All are counted in one walk over the items. */
    public Figures of(ItemFilter filter, Person viewer) {
        Map<String, Object> parameters = query.parameters(filter, viewer);
        List<String> counts = new ArrayList<>();
        for (View view : View.values()) {
            counts.add("count(*) filter (where %s) as view_%s".formatted(view.condition(), view.name()));
        }
        for (Lamp lamp : Lamp.values()) {
            counts.add("count(*) filter (where %s) as lamp_%s".formatted(condition(lamp, parameters), lamp.name()));
        }
        counts.add(FigureSql.IN_TIME);
        return jdbc.sql("select " + String.join(", ", counts) + ItemQuery.ITEMS + ItemQuery.WHERE
                        + ItemQuery.and(filter))
                .params(parameters)
                .query(Totals::figures)
                .single();
    }

    private String condition(Lamp lamp, Map<String, Object> parameters) {
        if (lamp == Lamp.GREY) {
            return "i.stage = 2";
        }
        if (lamp == Lamp.PAUSED) {
            return "i.stage = 1";
        }
        Lamps.Window window = lampsOfDay.window(lamp, LocalDate.now(clock));
        String from = "from" + lamp.name();
        String until = "until" + lamp.name();
        parameters.put(from, window.from() == null ? ItemQuery.EVER : window.from());
        parameters.put(until, window.until() == null ? ItemQuery.NEVER : window.until());
        return "i.stage = 0 and i.approved_deadline >= :%s and i.approved_deadline < :%s".formatted(from, until);
    }

    private static Figures figures(ResultSet row, int index) throws SQLException {
        Map<View, Integer> views = new EnumMap<>(View.class);
        for (View view : View.values()) {
            views.put(view, row.getInt("view_" + view.name()));
        }
        Map<Lamp, Integer> lamps = new EnumMap<>(Lamp.class);
        for (Lamp lamp : Lamp.values()) {
            lamps.put(lamp, row.getInt("lamp_" + lamp.name()));
        }
        OnTime onTime =
                new OnTime(lamps.getOrDefault(Lamp.GREY, 0), row.getInt("by_original"), row.getInt("by_approved"));
        return new Figures(views, lamps, onTime);
    }
}

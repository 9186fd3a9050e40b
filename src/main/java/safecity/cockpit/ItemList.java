package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.CurrentSteps;
import safecity.item.Grade;
import safecity.item.Lamps;
import safecity.item.Status;

/** 问题清单: the items that a person may see, narrowed by a filter. One SQL on our own tables; the engine is never asked. */
@Repository
class ItemList {

    private static final String PAGE = """
            select i.number, i.title, i.description,
                   case when strpos(i.place, locality.short_name) > 0 then i.place else concat_ws(' ', locality.short_name, i.place) end as place, i.grade,
                   lead.short_name as lead_unit, coalesce(locality.short_name, '') as locality, coalesce(i.main_task_no, 0) as task,
                   i.source, i.created_at, i.status, i.round, i.original_deadline, i.approved_deadline, i.provisional, i.closed_at,
                   i.paused_on, %s
            """;

    private static final String WITH_STEPS = """
            select page.*, steps.names, steps.units, steps.people
              from (%s) page
              left join lateral (
                   select array_agg(split_part(t.name, ' ' || t.business_key, 1) order by t.created_at, t.task_id) as names,
                          array_agg(coalesce(holding.short_name, '') order by t.created_at, t.task_id) as units,
                          array_agg(coalesce(holder.display_name, '') order by t.created_at, t.task_id) as people
                     from safecity.open_task t
                     left join safecity.unit holding on holding.code = t.unit
                     left join safecity.account holder on holder.login = t.assignee
                    where t.business_key = page.number and """ + CurrentSteps.SHOWN + """
                   ) steps on true
             order by %s""";

    private final JdbcClient jdbc;
    private final Lamps lamps;
    private final ItemQuery query;
    private final Totals totals;
    private final Clock clock;

    ItemList(JdbcClient jdbc, Lamps lamps, ItemQuery query, Totals totals, Clock clock) {
        this.jdbc = jdbc;
        this.lamps = lamps;
        this.query = query;
        this.totals = totals;
        this.clock = clock;
    }

    /**
     * A page of the list.
     *
     * @param filter what was asked for, with the page shown
     * @param page   the page shown, which is the last one if a later one was asked for
     * @param total  items of the view
     * @param views  items of every view under the same filter
     * @param onTime how many closed items under the same filter were closed in time
     */
    record Result(
            ItemFilter filter,
            List<ItemRow> rows,
            int page,
            int pages,
            int total,
            Map<View, Integer> views,
            OnTime onTime) {}

    /** Returns the page that a filter asks for. */
    @Transactional(readOnly = true)
    public Result find(ItemFilter asked, Person viewer) {
        Totals.Figures figures = totals.of(asked, viewer);
        int total = figures.of(asked.view());
        int pages = Math.max(1, (total + asked.size() - 1) / asked.size());
        int page = Math.min(asked.page(), pages);
        List<ItemRow> rows = rows(asked, viewer, page, total);
        if (rows.isEmpty() && total > 0) {
            rows = rows(asked.counted(page), viewer, page, total); // what the page began behind is gone
        }
        return new Result(asked.counted(page), rows, page, pages, total, figures.views(), figures.onTime());
    }

    private List<ItemRow> rows(ItemFilter filter, Person viewer, int page, int total) {
        Map<String, Object> parameters = query.parameters(filter, viewer);
        @Nullable Cursor cursor = filter.cursor();
        boolean fromEnd = cursor != null && cursor.backwards();
        String beyond = "";
        if (cursor != null && !cursor.atEnd()) {
            beyond = " and " + filter.sort().beyond(filter.descending(), fromEnd);
            for (int at = 0; at < cursor.values().size(); at++) {
                parameters.put("cursor" + at, cursor.values().get(at));
            }
        }
        int onLastPage = total - (Math.max(1, (total + filter.size() - 1) / filter.size()) - 1) * filter.size();
        parameters.put("limit", cursor != null && cursor.atEnd() ? onLastPage : filter.size());
        parameters.put("offset", cursor == null ? (page - 1) * filter.size() : 0);
        List<Sort.Key> keys = filter.sort().keys(filter.descending());
        String columns = IntStream.range(0, keys.size())
                .mapToObj(at -> keys.get(at).expression() + " as key" + at)
                .collect(Collectors.joining(", "));
        String cut = PAGE.formatted(columns) + ItemQuery.WITH_UNITS + ItemQuery.WHERE + ItemQuery.and(filter) + " and "
                + filter.view().condition() + beyond + " order by "
                + filter.sort().orderBy(filter.descending(), fromEnd) + " limit :limit offset :offset";
        // The page is cut first, so that the steps of skipped rows are never looked up.
        LocalDate today = LocalDate.now(clock);
        List<ItemRow> rows = new ArrayList<>(jdbc.sql(WITH_STEPS.formatted(cut, order(filter, fromEnd)))
                .params(parameters)
                .query((row, index) -> row(row, today, keys.size()))
                .list());
        if (fromEnd) {
            Collections.reverse(rows);
        }
        return rows;
    }

    private static String order(ItemFilter filter, boolean fromEnd) {
        String way = filter.sort().walksDown(filter.descending(), fromEnd) ? " desc" : "";
        return IntStream.range(0, filter.sort().keys(filter.descending()).size())
                .mapToObj(at -> "page.key" + at + way)
                .collect(Collectors.joining(", "));
    }

    private ItemRow row(ResultSet row, LocalDate today, int keys) throws SQLException {
        List<String> place = new ArrayList<>();
        for (int at = 0; at < keys; at++) {
            place.add(row.getString("key" + at));
        }
        @Nullable Timestamp closedAt = row.getTimestamp("closed_at");
        return new ItemRow(
                row.getString("number"),
                row.getString("title"),
                row.getString("description"),
                row.getString("place"),
                Grade.valueOf(row.getString("grade")),
                row.getString("lead_unit"),
                row.getString("locality"),
                row.getInt("task"),
                row.getString("source"),
                LocalDate.ofInstant(row.getTimestamp("created_at").toInstant(), WorkingDays.ZONE),
                Status.valueOf(row.getString("status")),
                row.getInt("round"),
                lamps.limit(
                        today,
                        row.getObject("original_deadline", LocalDate.class),
                        row.getObject("approved_deadline", LocalDate.class),
                        row.getBoolean("provisional"),
                        closedAt == null ? null : LocalDate.ofInstant(closedAt.toInstant(), WorkingDays.ZONE),
                        row.getObject("paused_on", LocalDate.class)),
                steps(row),
                Cursor.text(place));
    }

    private static List<ItemRow.Step> steps(ResultSet row) throws SQLException {
        if (row.getArray("names") == null) {
            return List.of();
        }
        String[] names = (String[]) row.getArray("names").getArray();
        String[] units = (String[]) row.getArray("units").getArray();
        String[] people = (String[]) row.getArray("people").getArray();
        List<ItemRow.Step> steps = new ArrayList<>();
        for (int at = 0; at < names.length; at++) {
            steps.add(new ItemRow.Step(names[at], units[at], people[at]));
        }
        return steps;
    }
}

package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.CurrentSteps;
import safecity.item.Grade;
import safecity.item.Items;
import safecity.item.Lamp;
import safecity.item.Lamps;
import safecity.item.Status;

/** 问题清单: the items that a person may see, narrowed by a filter. One SQL on our own tables; the engine is never asked. */
@Repository
class ItemList {

    /** 三日内到期. */
    private static final int SOON = 3;

    private static final String STEP_NAME = "split_part(t.name, ' ' || t.business_key, 1)";

    private static final String FROM = """
              from safecity.item i
              join safecity.unit lead on lead.code = i.lead_unit
              left join safecity.unit locality on locality.code = i.locality
            """;

    private static final String WHERE = """
             where concat_ws(' ', i.number, i.description, i.place, lead.short_name, locality.short_name)
                   ilike all (cast(:patterns as text[]))
               and (:unit = '' or i.lead_unit = :unit)
               and (:locality = '' or i.locality = :locality)
               and (:status = '' or i.status = :status)
               and (:grade = '' or i.grade = :grade)
               and (:list = 0 or i.list_id = :list)
               and (:lamp = ''
                    or :lamp = 'GREY' and i.status = 'CLOSED'
                    or :lamp = 'PAUSED' and i.paused_on is not null
                    or i.status <> 'CLOSED' and i.paused_on is null and i.approved_deadline >= :litFrom and i.approved_deadline < :litUntil)
               and\s""" + Items.VISIBLE;

    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(2999, 12, 31);

    private final JdbcClient jdbc;
    private final Lamps lamps;
    private final WorkingDays workingDays;
    private final Clock clock;

    ItemList(JdbcClient jdbc, Lamps lamps, WorkingDays workingDays, Clock clock) {
        this.jdbc = jdbc;
        this.lamps = lamps;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /**
     * A page of the list.
     *
     * @param page  the page shown, which is the last one if a later one was asked for
     * @param total items of the view
     * @param views items of every view under the same filter
     * @param onTime how many closed items under the same filter were closed in time
     */
    record Result(List<ItemRow> rows, int page, int pages, int total, Map<View, Integer> views, OnTime onTime) {}

    /** Returns the page that a filter asks for. */
    @Transactional(readOnly = true)
    public Result find(ItemFilter filter, Person viewer) {
        Map<String, Object> parameters = parameters(filter, viewer);
        Map<View, Integer> views = count(parameters);
        int total = views.getOrDefault(filter.view(), 0);
        int pages = Math.max(1, (total + filter.size() - 1) / filter.size());
        int page = Math.min(filter.page(), pages);
        parameters.put("limit", filter.size());
        parameters.put("offset", (page - 1) * filter.size());
        return new Result(rows(filter, parameters), page, pages, total, views, onTime(parameters));
    }

    private List<ItemRow> rows(ItemFilter filter, Map<String, Object> parameters) {
        LocalDate today = LocalDate.now(clock);
        String order = " order by " + filter.sort().orderBy(filter.descending());
        String page = """
                select i.number, i.title, i.description, concat_ws(' ', locality.short_name, i.place) as place, i.grade,
                       lead.short_name as lead_unit, i.status, i.round, i.original_deadline, i.approved_deadline, i.provisional,
                       i.closed_at, i.paused_on, row_number() over (%s) as place_in_list
                """.formatted(order) + FROM + WHERE + " and "
                + filter.view().condition() + order + " limit :limit offset :offset";
        // The page is cut first, so that the steps of skipped rows are never looked up.
        return jdbc.sql("""
                select page.*, steps.names, steps.units, steps.people
                  from (%s) page
                  left join lateral (
                       select array_agg(%s order by t.created_at, t.task_id) as names,
                              array_agg(coalesce(holding.short_name, '') order by t.created_at, t.task_id) as units,
                              array_agg(coalesce(holder.display_name, '') order by t.created_at, t.task_id) as people
                         from safecity.open_task t
                         left join safecity.unit holding on holding.code = t.unit
                         left join safecity.account holder on holder.login = t.assignee
                        where t.business_key = page.number and %s) steps on true
                 order by page.place_in_list""".formatted(page, STEP_NAME, CurrentSteps.SHOWN))
                .params(parameters)
                .query((row, index) -> row(row, today))
                .list();
    }

    private Map<View, Integer> count(Map<String, Object> parameters) {
        String columns = Stream.of(View.values())
                .map(view -> "count(*) filter (where %s) as %s".formatted(view.condition(), view.name()))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + FROM + WHERE)
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

    /** An item is in time if the day on which it was closed, in Asia/Shanghai, is not after its deadline. */
    private OnTime onTime(Map<String, Object> parameters) {
        return jdbc.sql("""
                select count(*) as closed,
                       count(*) filter (where cast(i.closed_at at time zone :zone as date) <= i.original_deadline) as by_original,
                       count(*) filter (where cast(i.closed_at at time zone :zone as date) <= i.approved_deadline) as by_approved
                """ + FROM + WHERE + " and i.status = 'CLOSED'")
                .params(parameters)
                .param("zone", WorkingDays.ZONE.getId())
                .query(OnTime.class)
                .single();
    }

    private Map<String, Object> parameters(ItemFilter filter, Person viewer) {
        LocalDate today = LocalDate.now(clock);
        Lamp lamp = filter.lamp();
        Lamps.Window lit = lamp == null || lamp == Lamp.GREY || lamp == Lamp.PAUSED
                ? new Lamps.Window(NEVER, EVER)
                : lamps.window(lamp, today);
        Map<String, Object> parameters = new LinkedHashMap<>(Items.visibilityOf(viewer));
        parameters.put("patterns", filter.patterns());
        parameters.put("unit", filter.unit());
        parameters.put("locality", filter.locality());
        parameters.put("status", filter.status() == null ? "" : filter.status().name());
        parameters.put("grade", filter.grade() == null ? "" : filter.grade().name());
        parameters.put("list", filter.list() == null ? 0L : filter.list());
        parameters.put("lamp", lamp == null ? "" : lamp.name());
        parameters.put("litFrom", lit.from() == null ? EVER : lit.from());
        parameters.put("litUntil", lit.until() == null ? NEVER : lit.until());
        parameters.put("today", today);
        parameters.put("soon", workingDays.shift(today, SOON + 1));
        return parameters;
    }

    private ItemRow row(ResultSet row, LocalDate today) throws SQLException {
        @Nullable Timestamp closedAt = row.getTimestamp("closed_at");
        return new ItemRow(
                row.getString("number"),
                row.getString("title"),
                row.getString("description"),
                row.getString("place"),
                Grade.valueOf(row.getString("grade")),
                row.getString("lead_unit"),
                Status.valueOf(row.getString("status")),
                row.getInt("round"),
                lamps.limit(
                        today,
                        row.getObject("original_deadline", LocalDate.class),
                        row.getObject("approved_deadline", LocalDate.class),
                        row.getBoolean("provisional"),
                        closedAt == null ? null : LocalDate.ofInstant(closedAt.toInstant(), WorkingDays.ZONE),
                        row.getObject("paused_on", LocalDate.class)),
                steps(row));
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

package safecity.cockpit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Lamps;
import safecity.item.Status;

/** The items of a filter in full, for workbooks and for other systems. They are asked for as the list asks for its rows. */
@Repository
public class ItemRecords {

    private static final int FETCHED = 500;

    private static final String FIELDS = """
            select i.id, i.number, i.title, i.description, i.source, i.place, i.locality, locality.short_name as locality_name,
                   i.main_task_no, i.grade, i.lead_unit, lead.short_name as lead_name, i.goal, i.measures, i.person, i.phone, i.remark,
                   i.original_deadline, i.approved_deadline, i.provisional, i.status, i.round, i.created_at, i.changed_at, i.closed_at,
                   i.paused_on
            """;

    /** The same, and an item changes with every entry of its timeline too. */
    private static final String TOUCHED = FIELDS.replace("i.changed_at", """
            greatest(i.changed_at, (select e.at from safecity.item_event e where e.item_id = i.id order by e.seq desc limit 1)) as changed_at""");

    private static final String SINCE = " " + """
            and (i.changed_at >= :since or i.id in (select e.item_id from safecity.item_event e where e.at >= :since))""";

    private static final String BESIDE = """
            select page.*, """ + StepColumns.SELECTED + """
                   , helping.codes as helper_codes, helping.names as helper_names,
                   plan.goal as plan_goal, plan.measures as plan_measures, plan.person as plan_person, plan.finish_on, plan.funds,
                   plan.contingency, pressed.times as pressed, pressed.last as pressed_on
              from (%s) page
            """ + StepColumns.JOINED + """

              left join lateral (
                   select array_agg(u.code order by u.position) as codes, array_agg(u.short_name order by u.position) as names
                     from safecity.item_unit part
                     join safecity.unit u on u.code = part.unit
                    where part.item_id = page.id and part.part = 'COOPERATING') helping on true
              left join lateral (
                   select p.goal, p.measures, p.person, p.finish_on, p.funds, p.contingency
                     from safecity.plan p
                    where p.item_id = page.id
                    order by p.version desc
                    limit 1) plan on true
              left join lateral (
                   select count(*) as times, max(p.day) as last from safecity.press p where p.item_id = page.id) pressed on true
            """;

    private final JdbcClient jdbc;
    private final ItemQuery query;
    private final Lamps lamps;
    private final Clock clock;

    ItemRecords(DataSource database, ItemQuery query, Lamps lamps, Clock clock) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setFetchSize(FETCHED);
        this.jdbc = JdbcClient.create(template);
        this.query = query;
        this.lamps = lamps;
        this.clock = clock;
    }

    /** Hands over all items of a filter in its order, some hundred at a time; the caller's transaction keeps them as they are meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forEach(ItemFilter filter, Person viewer, Consumer<ItemRecord> taker) {
        String order = filter.sort().orderBy(filter.descending(), false);
        String page = "%s, row_number() over (order by %s) as place_in_list %s".formatted(FIELDS, order, items(filter));
        LocalDate today = LocalDate.now(clock);
        jdbc.sql(BESIDE.formatted(page) + " order by page.place_in_list")
                .params(query.parameters(filter, viewer))
                .query(row -> {
                    taker.accept(record(row, today));
                });
    }

    /** Hands over the items of some numbers in the order of these; those that the viewer may not see are left out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forEach(List<String> numbers, Person viewer, Consumer<ItemRecord> taker) {
        ItemFilter all = ItemFilter.of(Map.of());
        Map<String, Object> parameters = query.parameters(all, viewer);
        parameters.put("numbers", numbers.toArray(String[]::new));
        LocalDate today = LocalDate.now(clock);
        jdbc.sql(BESIDE.formatted(FIELDS + items(all) + " and i.number = any(:numbers)")
                        + " order by array_position(:numbers, page.number)")
                .params(parameters)
                .query(row -> {
                    taker.accept(record(row, today));
                });
    }

    /**
     * Returns items of a filter in the order in which they came; its page, size and order do not matter.
     *
     * @param since only those changed, or with an entry in their timeline, at or after this; null for all
     * @param after the last row of the page before; 0 for the first page
     */
    public List<ItemRecord> page(ItemFilter filter, Person viewer, @Nullable Instant since, long after, int limit) {
        String page = TOUCHED + items(filter) + (since == null ? "" : SINCE)
                + " and i.id > :after order by i.id limit :limit";
        Map<String, Object> parameters = query.parameters(filter, viewer);
        parameters.put("after", after);
        if (since != null) {
            parameters.put("since", since.atOffset(ZoneOffset.UTC));
        }
        parameters.put("limit", limit);
        return list(page, parameters);
    }

    /** Returns the item of a number if the viewer may see it. */
    public Optional<ItemRecord> find(String number, Person viewer) {
        ItemFilter all = ItemFilter.of(Map.of());
        Map<String, Object> parameters = query.parameters(all, viewer);
        parameters.put("number", number);
        return list(TOUCHED + items(all) + " and i.number = :number", parameters).stream()
                .findFirst();
    }

    private static String items(ItemFilter filter) {
        return ItemQuery.WITH_UNITS + ItemQuery.WHERE + ItemQuery.and(filter) + " and "
                + filter.view().condition();
    }

    private List<ItemRecord> list(String page, Map<String, Object> parameters) {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql(BESIDE.formatted(page) + " order by page.id")
                .params(parameters)
                .query((row, index) -> record(row, today))
                .list();
    }

    private ItemRecord record(ResultSet row, LocalDate today) throws SQLException {
        @Nullable String locality = row.getString("locality");
        int task = row.getInt("main_task_no");
        @Nullable Integer mainTask = row.wasNull() ? null : task;
        @Nullable Timestamp closed = row.getTimestamp("closed_at");
        @Nullable Instant closedAt = closed == null ? null : closed.toInstant();
        @Nullable LocalDate closedOn = closedAt == null ? null : LocalDate.ofInstant(closedAt, WorkingDays.ZONE);
        @Nullable LocalDate pausedOn = row.getObject("paused_on", LocalDate.class);
        return new ItemRecord(
                row.getLong("id"),
                row.getString("number"),
                row.getString("title"),
                row.getString("description"),
                row.getString("source"),
                row.getString("place"),
                locality == null ? null : new ItemRecord.Named(locality, row.getString("locality_name")),
                mainTask,
                Grade.valueOf(row.getString("grade")),
                new ItemRecord.Named(row.getString("lead_unit"), row.getString("lead_name")),
                cooperating(row),
                row.getString("goal"),
                row.getString("measures"),
                row.getString("person"),
                row.getString("phone"),
                row.getString("remark"),
                Status.valueOf(row.getString("status")),
                row.getInt("round"),
                lamps.limit(
                        today,
                        row.getObject("original_deadline", LocalDate.class),
                        row.getObject("approved_deadline", LocalDate.class),
                        row.getBoolean("provisional"),
                        closedOn,
                        pausedOn),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                closedAt,
                closedOn,
                pausedOn,
                StepColumns.read(row),
                plan(row),
                row.getInt("pressed"),
                row.getObject("pressed_on", LocalDate.class));
    }

    private static List<ItemRecord.Named> cooperating(ResultSet row) throws SQLException {
        @Nullable Array codes = row.getArray("helper_codes");
        if (codes == null) {
            return List.of();
        }
        String[] code = (String[]) codes.getArray();
        String[] name = (String[]) row.getArray("helper_names").getArray();
        List<ItemRecord.Named> units = new ArrayList<>();
        for (int at = 0; at < code.length; at++) {
            units.add(new ItemRecord.Named(code[at], name[at]));
        }
        return units;
    }

    private static ItemRecord.@Nullable Plan plan(ResultSet row) throws SQLException {
        @Nullable String goal = row.getString("plan_goal");
        return goal == null
                ? null
                : new ItemRecord.Plan(
                        goal,
                        row.getString("plan_measures"),
                        row.getString("plan_person"),
                        row.getObject("finish_on", LocalDate.class),
                        row.getString("funds"),
                        row.getString("contingency"));
    }
}

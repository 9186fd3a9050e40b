package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Lamps;
import safecity.item.Status;

/** 问题清单: the items that a person may see, narrowed by a filter. One SQL on our own tables; the engine is never asked. */
@Repository
class ItemList {

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
     * @param page  the page shown, which is the last one if a later one was asked for
     * @param total items of the view
     * @param views items of every view under the same filter
     * @param onTime how many closed items under the same filter were closed in time
     */
    record Result(List<ItemRow> rows, int page, int pages, int total, Map<View, Integer> views, OnTime onTime) {}

    /** Returns the page that a filter asks for. */
    @Transactional(readOnly = true)
    public Result find(ItemFilter filter, Person viewer) {
        Map<String, Object> parameters = query.parameters(filter, viewer);
        Totals.Figures figures = totals.of(filter, viewer);
        int total = figures.views().getOrDefault(filter.view(), 0);
        int pages = Math.max(1, (total + filter.size() - 1) / filter.size());
        int page = Math.min(filter.page(), pages);
        parameters.put("limit", filter.size());
        parameters.put("offset", (page - 1) * filter.size());
        return new Result(rows(filter, parameters), page, pages, total, figures.views(), figures.onTime());
    }

    private List<ItemRow> rows(ItemFilter filter, Map<String, Object> parameters) {
        LocalDate today = LocalDate.now(clock);
        String order = " order by " + filter.sort().orderBy(filter.descending());
        String page = """
                select i.number, i.title, i.description, concat_ws(' ', locality.short_name, i.place) as place, i.grade,
                       lead.short_name as lead_unit, i.status, i.round, i.original_deadline, i.approved_deadline, i.provisional,
                       i.closed_at, i.paused_on, row_number() over (%s) as place_in_list
                """.formatted(order) + ItemQuery.FROM + ItemQuery.WHERE + " and "
                + filter.view().condition() + order + " limit :limit offset :offset";
        // The page is cut first, so that the steps of skipped rows are never looked up.
        return jdbc.sql("select page.*, %s from (%s) page %s order by page.place_in_list"
                        .formatted(StepColumns.SELECTED, page, StepColumns.JOINED))
                .params(parameters)
                .query((row, index) -> row(row, today))
                .list();
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
                StepColumns.read(row));
    }
}

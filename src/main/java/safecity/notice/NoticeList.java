package safecity.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Items;

/** The notices that a person may see: the office, the audit and the system administrator all of them, everybody else their own. */
@Repository
class NoticeList {

    static final int PER_PAGE = 50;

    private static final String FROM = """
              from safecity.notice n
              left join safecity.notice c on c.id = n.carrier
              left join safecity.account a on a.login = n.recipient
              left join safecity.robot r on r.id = n.robot
              left join safecity.unit holding on holding.code = a.unit
              left join safecity.item i on i.id = n.item_id
             where (:all or n.recipient = :viewerLogin)
               and (:kind = '' or n.kind = :kind)
               and (:state = '' or coalesce(c.state, n.state) = :state)
               and (:carrier = 0 or n.carrier = :carrier)
               and (not :unread or n.recipient = :viewerLogin and %s)
               and concat_ws(' ', i.number, a.display_name, r.name, holding.short_name) ilike :pattern
            """.formatted(ReadMarks.UNREAD);

    private final JdbcClient jdbc;
    private final Kinds kinds;
    private final Clock clock;

    NoticeList(JdbcClient jdbc, Kinds kinds, Clock clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * A page of the list.
     *
     * @param page the page shown, which is the last one if a later one was asked for
     */
    record Result(List<NoticeRow> rows, int page, int pages, int total) {}

    /** Whether the person may see the notices to others. */
    static boolean seesAll(Person viewer) {
        return viewer.has(Role.SUPERVISOR)
                || viewer.has(Role.AUDIT_ADMINISTRATOR)
                || viewer.has(Role.SYSTEM_ADMINISTRATOR);
    }

    /** Returns the page that a filter asks for, the newest notice first. */
    @Transactional(readOnly = true)
    public Result find(NoticeFilter filter, Person viewer) {
        Map<String, Object> parameters = new LinkedHashMap<>(Items.visibilityOf(viewer));
        parameters.put("all", seesAll(viewer));
        parameters.put("kind", filter.kind());
        parameters.put("state", filter.state());
        parameters.put("carrier", filter.carrier());
        parameters.put("unread", filter.unread());
        parameters.put("since", ReadMarks.since(clock));
        parameters.put("pattern", filter.pattern());
        int total = jdbc.sql("select count(*)" + FROM)
                .params(parameters)
                .query(Integer.class)
                .single();
        int pages = Math.max(1, (total + PER_PAGE - 1) / PER_PAGE);
        int page = Math.min(filter.page(), pages);
        parameters.put("limit", PER_PAGE);
        parameters.put("offset", (page - 1) * PER_PAGE);
        String select = """
                select n.id, i.number, i.id is not null and %s as opens, n.kind, coalesce(a.display_name, r.name) as display_name,
                       coalesce(holding.short_name, case when n.robot is not null then '群机器人' end) as unit,
                       n.address, n.recipient is not distinct from :viewerLogin as mine, n.robot is not null as to_robot,
                       c.id as carrier, c.kind as carrier_kind, (select count(*) from safecity.notice m where m.carrier = n.id) as carries,
                       coalesce(c.state, n.state) as state, coalesce(c.attempts, n.attempts) as attempts,
                       coalesce(c.next_try_at, n.next_try_at) as next_try_at, coalesce(c.last_error, n.last_error) as last_error,
                       n.created_at, coalesce(c.sent_at, n.sent_at) as sent_at, n.read_at
                """.formatted(Items.VISIBLE);
        List<NoticeRow> rows = jdbc.sql(select + FROM + " order by n.id desc limit :limit offset :offset")
                .params(parameters)
                .query((row, index) -> row(row))
                .list();
        return new Result(rows, page, pages, total);
    }

    private NoticeRow row(ResultSet row) throws SQLException {
        @Nullable String number = row.getString("number");
        @Nullable String unit = row.getString("unit");
        @Nullable String carrierKind = row.getString("carrier_kind");
        @Nullable String error = row.getString("last_error");
        boolean mine = row.getBoolean("mine");
        String address = row.getString("address");
        return new NoticeRow(
                row.getLong("id"),
                number,
                row.getBoolean("opens"),
                kinds.of(row.getString("kind")).label(),
                row.getString("display_name"),
                unit == null ? "" : unit,
                row.getBoolean("to_robot") ? "" : mine ? address : NoticeRow.masked(address),
                mine,
                NoticeState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("next_try_at").toInstant(),
                row.getObject("carrier", Long.class),
                carrierKind == null ? "" : kinds.of(carrierKind).label(),
                row.getInt("carries"),
                NoticeRow.plain(error),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("sent_at")),
                instant(row.getTimestamp("read_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}

package safecity.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.CalendarChange.Kind;
import safecity.calendar.CalendarChange.State;

/** Changes of the calendar: proposed, confirmed, abandoned. */
@Repository
class CalendarChanges {

    private static final String SELECT = """
            select c.id, c.year, c.kind, c.state, c.days_before, c.days_after, c.moves, p.display_name as proposed_by, c.proposed_at,
                   d.display_name as decided_by, c.decided_at
              from safecity.calendar_change c
              join safecity.account p on p.login = c.proposed_by
              left join safecity.account d on d.login = c.decided_by
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    CalendarChanges(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    long propose(int year, Kind kind, List<Holiday> before, List<Holiday> after, List<Move> moves, String by) {
        return jdbc.sql("""
                insert into safecity.calendar_change
                       (year, kind, state, days_before, days_after, moves, proposed_by, proposed_at)
                values (:year, :kind, 'PROPOSED', cast(:before as jsonb), cast(:after as jsonb), cast(:moves as jsonb), :by, :now)
                returning id""")
                .param("year", year)
                .param("kind", kind.name())
                .param("before", write(before))
                .param("after", write(after))
                .param("moves", write(moves))
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    Optional<CalendarChange> find(long id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Returns the last changes that took effect, the latest first. */
    List<CalendarChange> applied(int limit) {
        return jdbc.sql(SELECT + "where c.state = 'APPLIED' order by c.decided_at desc, c.id desc limit :limit")
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** Returns the changes that still wait to be confirmed, the latest first. */
    List<CalendarChange> proposed() {
        return jdbc.sql(SELECT + "where c.state = 'PROPOSED' order by c.id desc limit 10")
                .query(this::read)
                .list();
    }

    /** Decides on a proposed change; returns false if somebody else has decided already. */
    boolean decide(long id, State state, String by) {
        return jdbc.sql("""
                update safecity.calendar_change set state = :state, decided_by = :by, decided_at = :now
                 where id = :id and state = 'PROPOSED'""")
                        .param("id", id)
                        .param("state", state.name())
                        .param("by", by)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Returns the years whose days a person confirmed on the page. */
    Set<Integer> amendedYears() {
        return jdbc.sql("select distinct year from safecity.calendar_change where state = 'APPLIED' and kind = 'YEAR'")
                .query(Integer.class)
                .set();
    }

    private CalendarChange read(ResultSet row, int index) throws SQLException {
        @Nullable String decidedBy = row.getString("decided_by");
        @Nullable Timestamp decidedAt = row.getTimestamp("decided_at");
        return new CalendarChange(
                row.getLong("id"),
                row.getInt("year"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                read(row.getString("days_before"), new TypeReference<List<Holiday>>() {}),
                read(row.getString("days_after"), new TypeReference<List<Holiday>>() {}),
                read(row.getString("moves"), new TypeReference<List<Move>>() {}),
                row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                decidedBy,
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

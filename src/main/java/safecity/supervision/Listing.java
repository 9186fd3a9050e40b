package safecity.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A listing, or what is on its way to become one.
 *
 * @param id           row
 * @param itemId       the hazard
 * @param number       such as {@code GP-2020-003}; null until it is listed
 * @param state        where it stands
 * @param level        who lists
 * @param openedBy     login of who began the proposal
 * @param openedUnit   code of that person's unit at the time; null if there was none
 * @param reason       why it should be listed; empty until proposed
 * @param measures     what was ordered at once
 * @param measuredOn   since when; null until proposed
 * @param measuredBy   who ordered it; may be empty
 * @param proposedBy   login; null until proposed
 * @param judgement    {@code MAJOR, ORDINARY, DOUBTFUL} or {@code NOT_OURS}; null until judged
 * @param judgeOpinion the office's words
 * @param approval     {@code APPROVED, RETURNED} or {@code REFUSED}; null until decided
 * @param approveOpinion the leading group's words
 * @param deadline     last day of the rectification: as asked for, then as approved; null until proposed
 * @param itemDeadline the item's approved deadline when it was last looked at
 * @param listedAt     null until it is listed
 * @param delistedAt   null until it is delisted
 * @param reboundOf    the listing after which the hazard came back; null for a first one
 */
public record Listing(
        long id,
        long itemId,
        @Nullable String number,
        State state,
        Level level,
        String openedBy,
        @Nullable String openedUnit,
        String reason,
        List<Measure> measures,
        @Nullable LocalDate measuredOn,
        String measuredBy,
        @Nullable String proposedBy,
        @Nullable String judgement,
        String judgeOpinion,
        @Nullable String approval,
        String approveOpinion,
        @Nullable LocalDate deadline,
        LocalDate itemDeadline,
        @Nullable Instant listedAt,
        @Nullable Instant delistedAt,
        @Nullable Long reboundOf) {

    static final String COLUMNS = """
            l.id, l.item_id, l.number, l.state, l.level, l.opened_by, l.opened_unit, l.reason, l.measures, l.measured_on, l.measured_by,
            l.proposed_by, l.judgement, l.judge_opinion, l.approval, l.approve_opinion, l.deadline, l.item_deadline, l.listed_at,
            l.delisted_at, l.rebound_of
            """;

    /** Returns the control measures in words. */
    public String measureNames() {
        return measures.stream().map(Measure::label).collect(Collectors.joining("、"));
    }

    static Listing read(ResultSet row, int index) throws SQLException {
        long rebound = row.getLong("rebound_of");
        @Nullable Long reboundOf = row.wasNull() ? null : rebound;
        return new Listing(
                row.getLong("id"),
                row.getLong("item_id"),
                row.getString("number"),
                State.valueOf(row.getString("state")),
                Level.valueOf(row.getString("level")),
                row.getString("opened_by"),
                row.getString("opened_unit"),
                row.getString("reason"),
                Arrays.stream((String[]) row.getArray("measures").getArray())
                        .map(Measure::valueOf)
                        .toList(),
                row.getObject("measured_on", LocalDate.class),
                row.getString("measured_by"),
                row.getString("proposed_by"),
                row.getString("judgement"),
                row.getString("judge_opinion"),
                row.getString("approval"),
                row.getString("approve_opinion"),
                row.getObject("deadline", LocalDate.class),
                row.getObject("item_deadline", LocalDate.class),
                instant(row.getTimestamp("listed_at")),
                instant(row.getTimestamp("delisted_at")),
                reboundOf);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}

package safecity.problemlist;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Counting;
import safecity.item.Grade;
import safecity.item.Verifier;
import safecity.problemlist.Verdicts.Verdict;

/**
 * A row of a list as it is kept; see {@link ListRow} for the fields they share.
 *
 * @param serial      序号 as the list writes it; empty if it has none
 * @param chosen      whether the row is imported
 * @param provisional 暂定, see {@link safecity.calendar.Deadline}
 * @param counting    how the deadline was counted; null if the list or the office gave it as a date
 * @param itemNumber  number of the item that the row became; null before it was dispatched
 */
record StoredRow(
        long id,
        long listId,
        int sheetRow,
        String serial,
        Verdict verdict,
        List<String> reasons,
        List<Integer> offending,
        boolean expired,
        boolean chosen,
        String fingerprint,
        String description,
        String source,
        String place,
        @Nullable String locality,
        @Nullable Integer mainTaskNo,
        @Nullable Grade grade,
        @Nullable String lead,
        List<String> cooperating,
        String goal,
        String measures,
        @Nullable LocalDate deadline,
        boolean provisional,
        @Nullable Counting counting,
        @Nullable Verifier verifier,
        String person,
        String phone,
        String remark,
        @Nullable String itemNumber) {

    /** Reads a row of a query that names all of its columns; for {@link org.springframework.jdbc.core.RowMapper}. */
    static StoredRow of(ResultSet row, int index) throws SQLException {
        @Nullable String locality = row.getString("locality");
        int taskNo = row.getInt("main_task_no");
        @Nullable Integer mainTaskNo = row.wasNull() ? null : taskNo;
        @Nullable String grade = row.getString("grade");
        @Nullable String lead = row.getString("lead_unit");
        @Nullable LocalDate deadline = row.getObject("deadline", LocalDate.class);
        @Nullable LocalDate from = row.getObject("deadline_from", LocalDate.class);
        @Nullable String verifier = row.getString("verifier");
        @Nullable String itemNumber = row.getString("item_number");
        return new StoredRow(
                row.getLong("id"),
                row.getLong("list_id"),
                row.getInt("sheet_row"),
                row.getString("serial"),
                Verdict.valueOf(row.getString("verdict")),
                List.of((String[]) row.getArray("reasons").getArray()),
                List.of((Integer[]) row.getArray("offending").getArray()),
                row.getBoolean("expired"),
                row.getBoolean("chosen"),
                row.getString("fingerprint"),
                row.getString("description"),
                row.getString("source"),
                row.getString("place"),
                locality,
                mainTaskNo,
                grade == null ? null : Grade.valueOf(grade),
                lead,
                strings(row.getArray("cooperating")),
                row.getString("goal"),
                row.getString("measures"),
                deadline,
                row.getBoolean("provisional"),
                from == null ? null : new Counting(from, row.getInt("deadline_working_days")),
                verifier == null ? null : Verifier.valueOf(verifier),
                row.getString("person"),
                row.getString("phone"),
                row.getString("remark"),
                itemNumber);
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

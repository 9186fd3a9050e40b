package safecity.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import safecity.unit.Units;

/**
 * A problem item.
 *
 * @param id                row
 * @param number            business key, such as {@code WT-2020-00001}
 * @param title             short title, cut from the description
 * @param description       what is wrong
 * @param source            where it was found out
 * @param place             point on the ground
 * @param locality          code of the town or subdistrict; null where the item belongs to the district
 * @param mainTaskNo        main task of the plan, 1 to 22; null if the list names none
 * @param grade             一般 or 重大
 * @param leadUnit          code of the responsible unit
 * @param verifier          who verifies
 * @param goal              整改目标 that the list asks for; may be empty
 * @param measures          整改措施 that the list asks for; may be empty
 * @param person            contact named by the list; may be empty
 * @param phone             that contact's telephone; may be empty
 * @param remark            备注; may be empty
 * @param originalDeadline  last day in time as first set; never overwritten
 * @param approvedDeadline  last day in time as it stands
 * @param provisional       暂定, see {@link safecity.calendar.Deadline}
 * @param status            where it stands
 * @param round             round of rectification, 1 for the first
 * @param refusals          how often verification refused it
 * @param handingBackRefused whether the office decided that it stays with its unit
 * @param createdAt         when it was dispatched
 * @param closedAt          when it was closed; null while it is open
 * @param pausedOn          挂账: first day on which its clock stands still; null while it runs
 */
public record Item(
        long id,
        String number,
        String title,
        String description,
        String source,
        String place,
        @Nullable String locality,
        @Nullable Integer mainTaskNo,
        Grade grade,
        String leadUnit,
        Verifier verifier,
        String goal,
        String measures,
        String person,
        String phone,
        String remark,
        LocalDate originalDeadline,
        LocalDate approvedDeadline,
        boolean provisional,
        Status status,
        int round,
        int refusals,
        boolean handingBackRefused,
        Instant createdAt,
        @Nullable Instant closedAt,
        @Nullable LocalDate pausedOn) {

    /** Number and short title, as tasks and mails name the item. */
    public String label() {
        return number + " " + title;
    }

    /** Whether the item's clock runs and its approved deadline lies before the day. */
    public boolean overdueOn(LocalDate day) {
        return pausedOn == null && day.isAfter(approvedDeadline);
    }

    /**
     * Returns the code of the unit that verifies: the locality if it was chosen and is not itself responsible, else the office; for the office's own
     * items the leading group.
     */
    public String verifyingUnit() {
        if (verifier == Verifier.LOCALITY && locality != null && !locality.equals(leadUnit)) {
            return locality;
        }
        return leadUnit.equals(Units.OFFICE) ? Units.LEADING_GROUP : Units.OFFICE;
    }

    static Item read(ResultSet row, int index) throws SQLException {
        @Nullable String locality = row.getString("locality");
        int taskNo = row.getInt("main_task_no");
        @Nullable Integer mainTaskNo = row.wasNull() ? null : taskNo;
        @Nullable Timestamp closedAt = row.getTimestamp("closed_at");
        return new Item(
                row.getLong("id"),
                row.getString("number"),
                row.getString("title"),
                row.getString("description"),
                row.getString("source"),
                row.getString("place"),
                locality,
                mainTaskNo,
                Grade.valueOf(row.getString("grade")),
                row.getString("lead_unit"),
                Verifier.valueOf(row.getString("verifier")),
                row.getString("goal"),
                row.getString("measures"),
                row.getString("person"),
                row.getString("phone"),
                row.getString("remark"),
                row.getObject("original_deadline", LocalDate.class),
                row.getObject("approved_deadline", LocalDate.class),
                row.getBoolean("provisional"),
                Status.valueOf(row.getString("status")),
                row.getInt("round"),
                row.getInt("refusals"),
                row.getBoolean("handing_back_refused"),
                row.getTimestamp("created_at").toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getObject("paused_on", LocalDate.class));
    }
}

package safecity.item;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
        @Nullable Instant closedAt) {

    /** Number and short title, as tasks and mails name the item. */
    public String label() {
        return number + " " + title;
    }
}

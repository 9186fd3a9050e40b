package safecity.problemlist;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.item.Grade;
import safecity.item.Verifier;
import safecity.problemlist.Verdicts.Verdict;

/**
 * A row of a list as it is kept; see {@link ListRow} for the fields they share.
 *
 * @param serial      序号 as the list writes it; empty if it has none
 * @param chosen      whether the row is imported
 * @param provisional 暂定, see {@link safecity.calendar.Deadline}
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
        @Nullable Verifier verifier,
        String person,
        String phone,
        String remark,
        @Nullable String itemNumber) {}

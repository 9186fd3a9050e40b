package safecity.item;

import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Counting;
import safecity.calendar.Deadline;

/**
 * An item before it has a number; see {@link Item} for the fields they share.
 *
 * @param cooperating codes of the units that help
 * @param listId      row of the list that it comes from; null if it comes from elsewhere
 * @param fingerprint equal for what is the same problem; unique among all items
 * @param deadline    original deadline
 * @param counting    how the deadline was counted; null if it was given as a date
 */
public record NewItem(
        String description,
        String source,
        String place,
        @Nullable String locality,
        @Nullable Integer mainTaskNo,
        Grade grade,
        String leadUnit,
        Verifier verifier,
        List<String> cooperating,
        String goal,
        String measures,
        String person,
        String phone,
        String remark,
        @Nullable Long listId,
        String fingerprint,
        Deadline deadline,
        @Nullable Counting counting) {

    /** An item whose deadline was given as a date. */
    public NewItem(
            String description,
            String source,
            String place,
            @Nullable String locality,
            @Nullable Integer mainTaskNo,
            Grade grade,
            String leadUnit,
            Verifier verifier,
            List<String> cooperating,
            String goal,
            String measures,
            String person,
            String phone,
            String remark,
            @Nullable Long listId,
            String fingerprint,
            Deadline deadline) {
        this(
                description,
                source,
                place,
                locality,
                mainTaskNo,
                grade,
                leadUnit,
                verifier,
                cooperating,
                goal,
                measures,
                person,
                phone,
                remark,
                listId,
                fingerprint,
                deadline,
                null);
    }

    private static final int TITLE_LENGTH = 24;

    /** Returns the description cut to a short title; an ellipsis shows the cut. */
    String title() {
        String line = description.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= TITLE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH - 1)) + "…";
    }
}

package safecity.supervision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 整改方案 of a listing: the goal and the five elements (责任、措施、资金、时限、预案).
 *
 * @param accepted null while it waits for review
 * @param reasons  why it was returned; null while it waits
 */
public record ListingPlan(
        int version,
        String goal,
        String responsibility,
        String measures,
        String funds,
        LocalDate finishOn,
        String contingency,
        String filedBy,
        @Nullable Boolean accepted,
        @Nullable String reasons) {

    Draft draft() {
        return new Draft(goal, responsibility, measures, funds, finishOn.toString(), contingency);
    }

    /** What the form starts with; the components are the fields of {@code listingplan-filePlan.form}. */
    public record Draft(
            String goal, String responsibility, String measures, String funds, String finishOn, String contingency) {}
}

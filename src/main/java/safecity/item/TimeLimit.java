package safecity.item;

import java.time.LocalDate;

/**
 * 时限 of an item as of a day, in the words that users read everywhere.
 *
 * @param lamp        how near its end is
 * @param original    last day in time as first set
 * @param current     last day in time as it stands
 * @param provisional 暂定, see {@link safecity.calendar.Deadline}
 * @param remaining   what is left in working days, such as 剩余 5 个工作日 or 超期 3 个工作日, while its clock stands still what was left when it
 *                    stopped; — once the item is closed
 * @param calendar    the same in calendar days, or when its clock stopped, or when the item was closed
 * @param closedLate  超期办结: it was closed, but after the deadline
 */
public record TimeLimit(
        Lamp lamp,
        LocalDate original,
        LocalDate current,
        boolean provisional,
        String remaining,
        String calendar,
        boolean closedLate) {

    /** Whether the deadline was moved. */
    public boolean extended() {
        return !original.equals(current);
    }
}

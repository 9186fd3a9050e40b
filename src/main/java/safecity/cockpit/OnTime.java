package safecity.cockpit;

/**
 * 按期办结率 of the closed items that a filter finds, by each of the two clocks.
 *
 * @param closed     items closed
 * @param byOriginal of these, closed by the end of the deadline as first set
 * @param byApproved of these, closed by the end of the deadline as it stood in the end
 */
public record OnTime(int closed, int byOriginal, int byApproved) {

    /** The rate by the original deadline with what it was counted from, such as 88.1%(200/227); — where nothing is closed. */
    public String rateByOriginal() {
        return Count.share(byOriginal, closed);
    }

    /** The same by the approved deadline. */
    public String rateByApproved() {
        return Count.share(byApproved, closed);
    }

    /** Items closed after the deadline as first set. */
    public int lateByOriginal() {
        return closed - byOriginal;
    }

    /** 超期办结: items closed after the deadline as it stood in the end. */
    public int lateByApproved() {
        return closed - byApproved;
    }
}

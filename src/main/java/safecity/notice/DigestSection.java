package safecity.notice;

import java.time.LocalDate;
import java.util.List;

/**
 * A part of a digest, such as 今日到期.
 *
 * @param label Chinese name
 * @param total how many tasks belong to it
 * @param lines the first of them
 */
record DigestSection(String label, int total, List<Line> lines) {

    /**
     * A task.
     *
     * @param step Chinese name of the step
     * @param due  last day in time
     */
    record Line(String number, String title, String step, LocalDate due) {}

    /** How many tasks are not among the lines. */
    public int more() {
        return total - lines.size();
    }
}

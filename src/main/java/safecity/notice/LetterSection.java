package safecity.notice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a letter that names several items, such as 今日到期; read by the templates.
 *
 * @param kind  name of the kind of notice that it gathers; empty if its lines are tasks
 * @param label Chinese name
 * @param total how many lines belong to it
 * @param lines the first of them
 */
record LetterSection(String kind, String label, int total, List<Line> lines) {

    /**
     * What a letter says of an item.
     *
     * @param notice the notice that the line stands for; null if it is a task
     * @param note   step of the task, or unit that is responsible
     * @param due    last day in time
     */
    record Line(@Nullable Long notice, String number, String title, String note, LocalDate due) {}

    /** Keeps the first lines only. */
    static LetterSection of(String kind, String label, List<Line> all, int most) {
        return new LetterSection(kind, label, all.size(), List.copyOf(all.subList(0, Math.min(most, all.size()))));
    }

    /** How many do not stand among the lines. */
    public int more() {
        return total - lines.size();
    }
}

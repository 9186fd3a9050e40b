package safecity.cockpit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of the list begins: behind a row, or before one. It holds what rows are sorted by, not a count of rows, so that the last page is found as
 * quickly as the first and a row that comes or goes meanwhile moves no other.
 *
 * @param backwards whether the page ends before the row
 * @param values    what the row is sorted by; empty for the end of the list
 */
record Cursor(boolean backwards, List<String> values) {

    static final String END = "end";
    private static final String BETWEEN = "~";

    /** Reads {@code after} or {@code before} of a URL; null if there is none that fits the sort. */
    static @Nullable Cursor of(Map<String, String> parameters, List<Sort.Key> keys) {
        boolean backwards = !parameters.containsKey("after");
        String text = parameters.getOrDefault(backwards ? "before" : "after", "");
        if (backwards && text.equals(END)) {
            return new Cursor(true, List.of());
        }
        List<String> values = List.of(text.split(BETWEEN, -1));
        if (values.size() != keys.size()) {
            return null;
        }
        for (int at = 0; at < keys.size(); at++) {
            if (!keys.get(at).takes(values.get(at))) {
                return null;
            }
        }
        return new Cursor(backwards, values);
    }

    /** Value of the URL parameter for a row. */
    static String text(List<String> values) {
        return String.join(BETWEEN, values);
    }

    /** Name of the URL parameter. */
    String parameter() {
        return backwards ? "before" : "after";
    }

    /** Value of the URL parameter. */
    String text() {
        return values.isEmpty() ? END : text(values);
    }

    /** Whether it stands for the end of the list. */
    boolean atEnd() {
        return values.isEmpty();
    }
}

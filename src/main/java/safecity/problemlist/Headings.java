package safecity.problemlist;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safecity.problemlist.ListColumns.Column;

/** Finds the heading of a list: one row or two, anywhere among the first rows, in any order of columns. */
final class Headings {

    /** Rows, not counting blank ones, among which the heading must stand. */
    static final int SEARCHED_ROWS = 10;

    private static final double SHARE_KNOWN = 0.6;
    private static final int LEAST_KNOWN = 2;

    private final ListColumns columns;

    Headings(ListColumns columns) {
        this.columns = columns;
    }

    /**
     * A heading that was found.
     *
     * @param firstIndex index of its first row in the list of rows
     * @param lastIndex  index of its last row, the same unless there are two
     * @param sheetRow   number of its first row in the sheet
     * @param byColumn   sheet column, from 0, of each column known
     * @param unknown    headings that we do not know, by sheet column
     */
    record Heading(
            int firstIndex, int lastIndex, int sheetRow, Map<Column, Integer> byColumn, Map<Integer, String> unknown) {

        boolean has(Column column) {
            return byColumn.containsKey(column);
        }
    }

    /** The heading, or nothing if no row among the first is one. */
    Optional<Heading> find(List<SheetRow> rows) {
        for (int index = 0; index < Math.min(rows.size(), SEARCHED_ROWS); index++) {
            if (isHeading(rows.get(index))) {
                boolean second = index + 1 < rows.size() && isSecondLine(rows.get(index + 1));
                boolean above = !second && index > 0 && standsAbove(rows.get(index - 1), rows.get(index));
                return Optional.of(heading(rows, above ? index - 1 : index, second ? index + 1 : index));
            }
        }
        return Optional.empty();
    }

    /** Whether the row repeats the heading, as printed lists do on every page. */
    boolean isHeading(SheetRow row) {
        long known = known(row);
        return known >= LEAST_KNOWN && known >= SHARE_KNOWN * row.cells().size();
    }

    private boolean isSecondLine(SheetRow row) {
        return known(row) >= 1 && known(row) == row.cells().size();
    }

    /** A row of group names above the heading spans several columns but not all of them, and has at least one heading of its own. */
    private boolean standsAbove(SheetRow above, SheetRow heading) {
        return above.number() == heading.number() - 1 && above.cells().size() >= 2 && known(above) >= 1;
    }

    private long known(SheetRow row) {
        return row.cells().values().stream()
                .filter(cell -> columns.of(cell.text()).isPresent())
                .count();
    }

    private Heading heading(List<SheetRow> rows, int first, int last) {
        Map<Column, Integer> byColumn = new EnumMap<>(Column.class);
        Map<Integer, String> unknown = new TreeMap<>();
        TreeMap<Integer, List<String>> texts = new TreeMap<>();
        for (int index = last; index >= first; index--) {
            rows.get(index)
                    .cells()
                    .forEach((column, cell) -> texts.computeIfAbsent(column, c -> new ArrayList<>())
                            .add(cell.text()));
        }
        texts.forEach((column, lines) -> {
            Optional<Column> known =
                    lines.stream().flatMap(line -> columns.of(line).stream()).findFirst();
            if (known.isPresent() && !byColumn.containsKey(known.get())) {
                byColumn.put(known.get(), column);
            } else {
                unknown.put(column, lines.get(0).strip());
            }
        });
        return new Heading(first, last, rows.get(first).number(), byColumn, unknown);
    }
}

package safecity.problemlist;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A row with at least one cell that is not blank.
 *
 * @param number as the sheet shows it, from 1
 * @param cells  by column, from 0; blank cells are left out
 */
record SheetRow(int number, boolean hidden, SortedMap<Integer, SheetCell> cells) {

    String text(int column) {
        SheetCell cell = cells.get(column);
        return cell == null ? "" : cell.text();
    }

    @Nullable
    SheetCell cell(int column) {
        return cells.get(column);
    }
}

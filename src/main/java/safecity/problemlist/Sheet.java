package safecity.problemlist;

import java.util.List;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellRangeAddress;

/** The part of a sheet that is not blank. */
record Sheet(String name, List<SheetRow> rows, List<CellRangeAddress> merged) {

    /** Gives every cell of a merged region, in rows that are not blank otherwise, the value of the region's first cell. */
    void copyMerged() {
        TreeMap<Integer, SheetRow> byNumber = new TreeMap<>();
        rows.forEach(row -> byNumber.put(row.number(), row));
        for (CellRangeAddress region : merged) {
            SheetRow first = byNumber.get(region.getFirstRow() + 1);
            SheetCell value = first == null ? null : first.cell(region.getFirstColumn());
            if (value == null) {
                continue;
            }
            int lastColumn = Math.min(region.getLastColumn(), SheetCollector.MAX_COLUMNS - 1);
            byNumber.subMap(region.getFirstRow() + 1, region.getLastRow() + 2)
                    .values()
                    .forEach(row -> {
                        for (int column = region.getFirstColumn(); column <= lastColumn; column++) {
                            row.cells().putIfAbsent(column, value);
                        }
                    });
        }
    }

    /** Whether the row has a single cell that is merged across at least three columns: the heading of a section. */
    boolean isSectionHeading(SheetRow row) {
        return row.cells().size() == 1
                && merged.stream()
                        .anyMatch(region -> region.getFirstRow() + 1 == row.number()
                                && region.getFirstColumn() == row.cells().firstKey()
                                && region.getLastColumn() - region.getFirstColumn() >= 2);
    }
}

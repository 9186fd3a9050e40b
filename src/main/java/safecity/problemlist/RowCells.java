package safecity.problemlist;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.Headings.Heading;
import safecity.problemlist.ListColumns.Column;
import safecity.problemlist.ListRow.Cell;
import safecity.problemlist.ListRow.Flaw;
import safecity.problemlist.SheetCell.Kind;

/** The cells of one row by the column that they stand in, and what is wrong with them. */
final class RowCells {

    private static final int LONGEST_CELL = 4000;

    private final SheetRow row;
    private final Heading heading;
    private final ListColumns columns;
    private final List<Flaw> flaws = new ArrayList<>();

    RowCells(SheetRow row, Heading heading, ListColumns columns) {
        this.row = row;
        this.heading = heading;
        this.columns = columns;
    }

    /** The text of a column in one line. */
    String line(Column column, int longest) {
        return text(column, longest).replaceAll("\\s+", " ");
    }

    /** The clean text of a column; empty if the cell is missing, cut if it is too long, and then with a flaw. */
    String text(Column column, int longest) {
        SheetCell cell = cell(column);
        if (cell == null) {
            return "";
        }
        if (cell.kind() == Kind.ERROR) {
            flaw(column, "%s是错误值 %s，请改正".formatted(columns.title(column), cell.text()));
            return "";
        }
        String text = CleanText.of(cell.text());
        if (text.length() > longest) {
            flaw(column, "%s有 %,d 个字，最多 %,d 个，请精简".formatted(columns.title(column), text.length(), longest));
            return text.substring(0, longest);
        }
        return text;
    }

    boolean isError(Column column) {
        SheetCell cell = cell(column);
        return cell != null && cell.kind() == Kind.ERROR;
    }

    @Nullable
    SheetCell cell(Column column) {
        return heading.has(column) ? row.cell(at(column)) : null;
    }

    /** What the row shows of the list's columns and of unknown ones; without the two that our own error workbook adds. */
    List<Cell> shown() {
        List<Cell> all = new ArrayList<>();
        heading.byColumn().forEach((column, at) -> {
            if (column != Column.VERDICT && column != Column.EXPLANATION && row.cell(at) != null) {
                all.add(new Cell(columns.title(column), cut(row.text(at))));
            }
        });
        heading.unknown().forEach((at, name) -> {
            if (row.cell(at) != null) {
                all.add(new Cell(name, cut(row.text(at))));
            }
        });
        return all;
    }

    /** Says which columns of the list are formulas, and with which result. */
    List<String> formulas() {
        List<String> formulas = new ArrayList<>();
        row.cells().forEach((column, cell) -> {
            if (cell.formula() && heading.byColumn().containsValue(column)) {
                formulas.add("第 %s 列是公式，取表中保存的结果“%s”"
                        .formatted(CellReference.convertNumToColString(column), CleanText.start(cell.text())));
            }
        });
        return formulas;
    }

    /** Adds a flaw; the same one is not added twice. */
    void flaw(Column column, String message) {
        Flaw flaw = new Flaw(at(column), message);
        if (!flaws.contains(flaw)) {
            flaws.add(flaw);
        }
    }

    boolean isFlawed(Column column) {
        return flaws.stream().anyMatch(flaw -> flaw.column() == at(column));
    }

    List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    private int at(Column column) {
        return heading.byColumn().getOrDefault(column, -1);
    }

    private static String cut(String text) {
        String clean = CleanText.of(text);
        return clean.length() <= LONGEST_CELL ? clean : clean.substring(0, LONGEST_CELL);
    }
}

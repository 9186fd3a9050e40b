package safecity.problemlist;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of a sheet that are not blank, as a stream of cells comes by. A sheet that shows no heading within its first rows is given up at
 * once, and one with too many rows is refused at once.
 */
final class SheetCollector {

    /** Columns beyond are left out; no list of ours has that many. */
    static final int MAX_COLUMNS = 200;

    /** Rows with something in them, heading and footer included. */
    private static final int MAX_ROWS = ListReader.MAX_DATA_ROWS + 100;

    private static final int MAX_MERGED = 100_000;

    /** Cells with something in them, and characters in them: many times what the longest list has. */
    private static final int MAX_CELLS = 1_000_000;

    private static final long MAX_CHARACTERS = 40_000_000;

    /** Thrown to end the reading of a sheet without heading. */
    static final class NoHeading extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoHeading() {
            super("no heading", null, false, false);
        }
    }

    private final String name;
    private final Headings headings;
    private final IntConsumer progress;
    private final List<SheetRow> rows = new ArrayList<>();
    private final List<CellRangeAddress> merged = new ArrayList<>();
    private TreeMap<Integer, SheetCell> cells = new TreeMap<>();
    private int count;
    private long characters;

    SheetCollector(String name, Headings headings, IntConsumer progress) {
        this.name = name;
        this.headings = headings;
        this.progress = progress;
    }

    void cell(int column, @Nullable SheetCell cell) {
        if (cell != null && column < MAX_COLUMNS && !isBlank(cell.text())) {
            characters += cell.text().length();
            refuseMuch(name, ++count, characters);
            cells.put(column, cell);
        }
    }

    /** Refuses a sheet with so many cells or characters that it would not fit into memory. */
    static void refuseMuch(String sheet, int cells, long characters) {
        if (cells > MAX_CELLS || characters > MAX_CHARACTERS) {
            throw new WorkbookRefused("工作表“%s”内容过多（超过 %,d 个单元格或 %,d 字）。请删除清单以外的列，或拆成几个文件分别上传"
                    .formatted(sheet, MAX_CELLS, MAX_CHARACTERS));
        }
    }

    /** Ends a row; a row without a cell that is not blank leaves no trace. */
    void endRow(int number, boolean hidden) {
        if (cells.isEmpty()) {
            return;
        }
        rows.add(new SheetRow(number, hidden, cells));
        cells = new TreeMap<>();
        if (rows.size() == Headings.SEARCHED_ROWS + 1 && headings.find(rows).isEmpty()) {
            throw new NoHeading();
        }
        if (rows.size() > MAX_ROWS) {
            throw new WorkbookRefused("工作表“%s”超过 %,d 行，一次最多导入 %,d 条。请拆成几个文件分别上传"
                    .formatted(name, ListReader.MAX_DATA_ROWS, ListReader.MAX_DATA_ROWS));
        }
        if (rows.size() % 200 == 0) {
            progress.accept(rows.size());
        }
    }

    void merged(CellRangeAddress region) {
        if (merged.size() >= MAX_MERGED) {
            throw new WorkbookRefused("工作表“%s”的合并单元格超过 %,d 处。请取消合并后再上传".formatted(name, MAX_MERGED));
        }
        merged.add(region);
    }

    Sheet sheet() {
        progress.accept(rows.size());
        return new Sheet(name, rows, merged);
    }

    /** Whether a text shows nothing: spaces of any kind, line breaks and invisible characters only. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.isISOControl(c));
    }
}

package safecity.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * A workbook of tables, each on a sheet of its own. Tables are written one after the other and row by row: a hundred rows are kept in memory, the others
 * in a compressed file that {@link #close} takes away. Choices of columns stand on a hidden sheet.
 */
public final class TableWorkbook implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 100;

    private final SXSSFWorkbook book = new SXSSFWorkbook(ROWS_IN_MEMORY);
    private final Styles styles = new Styles(book);
    private final Dictionary dictionary = new Dictionary();

    /** Begins an empty workbook. */
    public TableWorkbook() {
        book.setCompressTempFiles(true);
    }

    /** The line below a title that says who made a table and when, as the import of lists reads it. */
    public static String line(String unit, LocalDate day) {
        return "填报单位：%s　　填报日期：%s".formatted(unit, day);
    }

    /** The line below a table that is signed on paper. */
    public static String closing(String person, LocalDate day) {
        return "制表人：%s　　　　审核人：　　　　　　　　制表日期：%s".formatted(person, day);
    }

    /**
     * Begins a table on a sheet of its own.
     *
     * @param sheet  name of the sheet, at most 31 characters
     * @param title  stands large above it
     * @param lines  stand below the title, such as 填报单位 and 填报日期
     */
    public Table table(String sheet, String title, List<String> lines, List<Column> columns) {
        SXSSFSheet made = book.createSheet(sheet);
        return new Table(made, styles, dictionary, title, lines, columns);
    }

    /** Writes the workbook; no row can be added after that. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        if (!dictionary.isEmpty()) {
            Sheet sheet = book.createSheet(Dictionary.SHEET);
            dictionary.write(sheet, styles);
            book.setSheetHidden(book.getSheetIndex(sheet), true);
        }
        book.write(out);
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

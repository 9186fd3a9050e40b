package safecity.problemlist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import safecity.engine.Refused;
import safecity.workbook.Styles;

/**
 * 错误表: the workbook that was uploaded, with two more columns that say what became of each row, and the cells to correct in red. One is made at a
 * time: it is the only place that holds a workbook whole.
 */
final class ErrorWorkbook {

    private static final String VERDICT = "校验结果";
    private static final String EXPLANATION = "错误说明";
    private static final int LONGEST_TEXT = 2_000;
    private static final long MAX_UNPACKED = 40L * 1024 * 1024;

    /**
     * What to write beside a row.
     *
     * @param sheetRow number of the row in the sheet, from 1
     * @param red      sheet columns, from 0; negative ones are left out
     */
    record Mark(int sheetRow, String verdict, List<String> reasons, List<Integer> red) {}

    private ErrorWorkbook() {}

    /**
     * Returns the marked workbook; everything that was in it stays as it was, but for formulas, of which only what they showed stays (threat T14).
     *
     * @param headingRow number of the heading's last row, from 1
     * @throws Refused if the workbook is too large to be held whole, as one with a million formatted blank rows is
     */
    static synchronized byte[] mark(byte[] original, String sheetName, int headingRow, List<Mark> marks)
            throws IOException {
        if (WorkbookGate.unpackedSize(original, MAX_UNPACKED) >= MAX_UNPACKED) {
            throw new Refused("原表里空白格式太多，无法生成错误表。请按页面列出的行号和原因在原表中改正，或把有内容的行复制到新工作簿再上传");
        }
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(original))) {
            book.forEach(ErrorWorkbook::dropFormulas);
            Sheet sheet = book.getSheet(sheetName);
            int column = firstColumn(sheet, headingRow);
            Row heading = rowAt(sheet, headingRow);
            CellStyle style = styleBefore(heading, column);
            write(heading, column, VERDICT, style);
            write(heading, column + 1, EXPLANATION, style);
            sheet.setColumnWidth(column, 12 * 256);
            sheet.setColumnWidth(column + 1, 60 * 256);
            Map<Short, CellStyle> redStyles = new HashMap<>();
            for (Mark mark : marks) {
                Row row = rowAt(sheet, mark.sheetRow());
                CellStyle plain = styleBefore(row, column);
                write(row, column, mark.verdict(), plain);
                write(row, column + 1, cut(String.join("；", mark.reasons())), plain);
                mark.red().stream().filter(red -> red >= 0).forEach(red -> {
                    Cell cell = row.getCell(red, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
                    cell.setCellStyle(redStyles.computeIfAbsent(
                            cell.getCellStyle().getIndex(), index -> red(book, cell.getCellStyle())));
                });
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }

    private static void dropFormulas(Sheet sheet) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.FORMULA) {
                    if (cell.isPartOfArrayFormulaGroup()) {
                        sheet.removeArrayFormula(cell);
                    } else {
                        cell.removeFormula();
                    }
                }
            }
        }
    }

    /** The column after the last heading, or the one that an earlier error workbook has used already. */
    private static int firstColumn(Sheet sheet, int headingRow) {
        Row heading = rowAt(sheet, headingRow);
        for (Cell cell : heading) {
            if (cell.toString().strip().equals(VERDICT)) {
                return cell.getColumnIndex();
            }
        }
        return Math.max(heading.getLastCellNum(), 0);
    }

    private static Row rowAt(Sheet sheet, int number) {
        Row row = sheet.getRow(number - 1);
        return row == null ? sheet.createRow(number - 1) : row;
    }

    private static CellStyle styleBefore(Row row, int column) {
        Cell before = column == 0 ? null : row.getCell(column - 1);
        return before == null ? row.getSheet().getWorkbook().getCellStyleAt(0) : before.getCellStyle();
    }

    private static void write(Row row, int column, String text, CellStyle style) {
        Cell cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
        cell.setCellValue(text);
        cell.setCellStyle(style);
    }

    private static CellStyle red(Workbook book, CellStyle style) {
        CellStyle red = book.createCellStyle();
        red.cloneStyleFrom(style);
        Styles.markAsWrong(red);
        return red;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}

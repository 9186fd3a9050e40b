package safecity.workbook;

import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Footer;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.jspecify.annotations.Nullable;

/**
 * A table that is being written: a title, lines below it, a heading that stays in sight and is printed on every page, and rows with filters. Printed on
 * A4 across, as wide as the paper.
 */
public final class Table {

    private static final int LONGEST_TEXT = 32_767;
    private static final int UNITS_OF_A_CHARACTER = 256;
    private static final float TITLE_HEIGHT = 30;
    private static final double MARGIN = 0.4;

    private final SXSSFSheet sheet;
    private final Styles styles;
    private final List<Column> columns;
    private final int headingAt;
    private int rows;

    Table(
            SXSSFSheet sheet,
            Styles styles,
            Dictionary dictionary,
            String title,
            List<String> lines,
            List<Column> columns) {
        this.sheet = sheet;
        this.styles = styles;
        this.columns = List.copyOf(columns);
        this.headingAt = lines.size() + 1;
        above(0, title, styles.title());
        sheet.getRow(0).setHeightInPoints(TITLE_HEIGHT);
        for (int at = 0; at < lines.size(); at++) {
            above(at + 1, lines.get(at), styles.line());
        }
        Row heading = sheet.createRow(headingAt);
        for (int at = 0; at < columns.size(); at++) {
            text(heading, at, columns.get(at).heading(), styles.heading());
            sheet.setColumnWidth(at, columns.get(at).width() * UNITS_OF_A_CHARACTER);
        }
        sheet.createFreezePane(0, headingAt + 1);
        setUpPrinting();
        for (int at = 0; at < columns.size(); at++) {
            List<String> choices = columns.get(at).choices();
            if (!choices.isEmpty()) {
                choices(at, dictionary.add(columns.get(at).heading(), choices));
            }
        }
    }

    /**
     * Adds a row. Texts stay texts, numbers numbers, days and {@linkplain Share shares} are what a spreadsheet counts with, everything else is written as
     * it says of itself; null is an empty cell.
     */
    public void add(@Nullable Object... cells) {
        Row row = sheet.createRow(headingAt + ++rows);
        for (int at = 0; at < cells.length; at++) {
            write(row, at, cells[at]);
        }
    }

    private void write(Row row, int at, @Nullable Object content) {
        if (content instanceof Number number) {
            cell(row, at, styles.number()).setCellValue(number.doubleValue());
        } else if (content instanceof Share share) {
            cell(row, at, styles.share()).setCellValue(share.value());
        } else if (content instanceof LocalDate day) {
            cell(row, at, styles.date()).setCellValue(day);
        } else if (content instanceof Tinted tinted) {
            text(row, at, tinted.text(), styles.of(tinted));
        } else {
            String text = content == null ? "" : content.toString();
            text(row, at, text, styles.of(text));
        }
    }

    private static Cell cell(Row row, int at, CellStyle style) {
        Cell cell = row.createCell(at);
        cell.setCellStyle(style);
        return cell;
    }

    /** Returns how many rows there are so far. */
    public int rows() {
        return rows;
    }

    /** Sets the filters above the rows; to be called after the last one. Returns how many rows there are. */
    public int end() {
        sheet.setAutoFilter(new CellRangeAddress(headingAt, headingAt + rows, 0, columns.size() - 1));
        return rows;
    }

    /** Ends the table with a line below it, such as {@link TableWorkbook#closing}, that no filter hides. Returns how many rows there are. */
    public int end(String closing) {
        above(headingAt + rows + 1, closing, styles.line());
        return end();
    }

    /** Whether a row, counted from the top of the sheet, is in memory still. */
    boolean holds(int row) {
        return sheet.getRow(row) != null;
    }

    /** Writes a text, as a text whatever it begins with. */
    static void text(Row row, int column, String content, CellStyle style) {
        Cell cell = row.createCell(column);
        cell.setCellValue(content.length() <= LONGEST_TEXT ? content : content.substring(0, LONGEST_TEXT));
        cell.setCellStyle(style);
    }

    private void above(int at, String content, CellStyle style) {
        text(sheet.createRow(at), 0, content, style);
        if (columns.size() > 1) {
            sheet.addMergedRegion(new CellRangeAddress(at, at, 0, columns.size() - 1));
        }
    }

    private void setUpPrinting() {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setHorizontallyCenter(true);
        sheet.setMargin(PageMargin.LEFT, MARGIN);
        sheet.setMargin(PageMargin.RIGHT, MARGIN);
        sheet.setRepeatingRows(new CellRangeAddress(headingAt, headingAt, -1, -1));
        Footer footer = sheet.getFooter();
        footer.setLeft("创安督办");
        footer.setCenter("第 &P 页 共 &N 页");
    }

    /** Rows that somebody adds below may choose too. */
    private void choices(int column, String formula) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation validation = helper.createValidation(
                helper.createFormulaListConstraint(formula),
                new CellRangeAddressList(
                        headingAt + 1, SpreadsheetVersion.EXCEL2007.getLastRowIndex(), column, column));
        validation.setShowErrorBox(true);
        validation.createErrorBox("不在名录里", "请从下拉列表里选择");
        sheet.addValidationData(validation);
    }
}

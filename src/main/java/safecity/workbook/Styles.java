package safecity.workbook;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;

/** How cells look, in every workbook of ours. */
public final class Styles {

    private static final short TITLE_POINTS = 16;
    private static final short POINTS = 11;
    private static final String TEXT_FORMAT = "@";
    private static final String DATE_FORMAT = "yyyy-mm-dd";
    private static final String SHARE_FORMAT = "0.0%";

    private final CellStyle title;
    private final CellStyle line;
    private final CellStyle heading;
    private final CellStyle text;
    private final CellStyle quoted;
    private final CellStyle number;
    private final CellStyle date;
    private final CellStyle share;
    private final Map<String, CellStyle> tinted = new HashMap<>();
    private final Workbook book;

    Styles(Workbook book) {
        this.book = book;
        title = plain(book, TITLE_POINTS, true);
        title.setAlignment(HorizontalAlignment.CENTER);
        line = plain(book, POINTS, false);
        heading = bordered(book, true);
        heading.setAlignment(HorizontalAlignment.CENTER);
        heading.setVerticalAlignment(VerticalAlignment.CENTER);
        heading.setFillForegroundColor(IndexedColors.PALE_BLUE.getIndex());
        heading.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        text = bordered(book, false);
        text.setDataFormat(book.createDataFormat().getFormat(TEXT_FORMAT));
        quoted = book.createCellStyle();
        quoted.cloneStyleFrom(text);
        quoted.setQuotePrefixed(true);
        number = bordered(book, false);
        number.setAlignment(HorizontalAlignment.RIGHT);
        date = bordered(book, false);
        date.setAlignment(HorizontalAlignment.CENTER);
        date.setDataFormat(book.createDataFormat().getFormat(DATE_FORMAT));
        share = book.createCellStyle();
        share.cloneStyleFrom(number);
        share.setDataFormat(book.createDataFormat().getFormat(SHARE_FORMAT));
    }

    /** Makes a style mark a cell that has to be corrected. */
    public static void markAsWrong(CellStyle style) {
        style.setFillForegroundColor(wrong());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    /** Fill of a cell that has to be corrected, as an index of the palette. */
    public static short wrong() {
        return IndexedColors.ROSE.getIndex();
    }

    CellStyle title() {
        return title;
    }

    CellStyle line() {
        return line;
    }

    CellStyle heading() {
        return heading;
    }

    CellStyle number() {
        return number;
    }

    CellStyle date() {
        return date;
    }

    CellStyle share() {
        return share;
    }

    /** The style of a text in colours; one for each pair of colours. */
    CellStyle of(Tinted text) {
        return tinted.computeIfAbsent(text.ink() + text.tint(), colours -> {
            CellStyle style = book.createCellStyle();
            style.cloneStyleFrom(this.text);
            style.setAlignment(HorizontalAlignment.CENTER);
            XSSFFont font = (XSSFFont) book.createFont();
            font.setFontHeightInPoints(POINTS);
            font.setBold(true);
            font.setColor(colour(text.ink()));
            style.setFont(font);
            ((XSSFCellStyle) style).setFillForegroundColor(colour(text.tint()));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            return style;
        });
    }

    private static XSSFColor colour(String hexadecimal) {
        return new XSSFColor(HexFormat.of().parseHex("FF" + hexadecimal.substring(1)));
    }

    /** The style of a text; one that a spreadsheet might take for a formula when somebody edits it is marked as text once more. */
    CellStyle of(String content) {
        return !content.isEmpty() && "=+-@\t\r".indexOf(content.charAt(0)) >= 0 ? quoted : text;
    }

    private static CellStyle plain(Workbook book, short points, boolean bold) {
        Font font = book.createFont();
        font.setFontHeightInPoints(points);
        font.setBold(bold);
        CellStyle style = book.createCellStyle();
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        return style;
    }

    private static CellStyle bordered(Workbook book, boolean bold) {
        CellStyle style = plain(book, POINTS, bold);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setWrapText(true);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        return style;
    }
}

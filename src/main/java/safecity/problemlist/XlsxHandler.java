package safecity.problemlist;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;
import safecity.problemlist.SheetCell.Kind;

/** Turns the XML of one sheet into cells. A formula counts by the result that Excel saved. */
final class XlsxHandler extends DefaultHandler {

    private static final int MAX_TEXT = 40_000;

    private final SheetCollector rows;
    private final ReadOnlySharedStringsTable strings;
    private final StylesTable styles;
    private final boolean date1904;

    private int row;
    private int column = -1;
    private boolean hidden;
    private String type = "";
    private int style;
    private boolean formula;
    private boolean phonetic;
    private boolean collecting;
    private final StringBuilder text = new StringBuilder();

    XlsxHandler(SheetCollector rows, ReadOnlySharedStringsTable strings, StylesTable styles, boolean date1904) {
        this.rows = rows;
        this.strings = strings;
        this.styles = styles;
        this.date1904 = date1904;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "row" -> {
                String number = attributes.getValue("r");
                row = number == null ? row + 1 : Integer.parseInt(number);
                column = -1;
                hidden = isTrue(attributes.getValue("hidden"));
            }
            case "c" -> {
                String reference = attributes.getValue("r");
                column = reference == null ? column + 1 : new CellReference(reference).getCol();
                String given = attributes.getValue("t");
                type = given == null ? "n" : given;
                String styled = attributes.getValue("s");
                style = styled == null ? 0 : Integer.parseInt(styled);
                formula = false;
                text.setLength(0);
            }
            case "f" -> formula = true;
            case "rPh" -> phonetic = true;
            case "v", "t" -> collecting = !phonetic;
            case "mergeCell" -> {
                String region = attributes.getValue("ref");
                if (region != null && region.contains(":")) {
                    rows.merged(CellRangeAddress.valueOf(region));
                }
            }
            default -> {}
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (collecting && text.length() < MAX_TEXT) {
            text.append(characters, start, Math.min(length, MAX_TEXT - text.length()));
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "v", "t" -> collecting = false;
            case "rPh" -> phonetic = false;
            case "c" -> rows.cell(column, text.isEmpty() ? null : cell(text.toString()));
            case "row" -> rows.endRow(row, hidden);
            default -> {}
        }
    }

    private @Nullable SheetCell cell(String value) {
        return switch (type) {
            case "s" -> text(strings.getItemAt(Integer.parseInt(value.strip())).getString());
            case "e" -> new SheetCell(value, Kind.ERROR, formula);
            case "b" -> text(value.strip().equals("1") ? "是" : "否");
            case "n" -> Numbers.cell(Double.parseDouble(value.strip()), isDate(), date1904, formula);
            default -> text(value);
        };
    }

    private SheetCell text(String value) {
        return new SheetCell(value, Kind.TEXT, formula);
    }

    private boolean isDate() {
        if (style < 0 || style >= styles.getNumCellStyles()) {
            return false;
        }
        XSSFCellStyle format = styles.getStyleAt(style);
        String pattern = format.getDataFormatString();
        return Numbers.isDateFormat(format.getDataFormat(), pattern == null ? "" : pattern);
    }

    private static boolean isTrue(@Nullable String value) {
        return "1".equals(value) || "true".equals(value);
    }
}

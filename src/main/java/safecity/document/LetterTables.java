package safecity.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** The tables of a letter as XHTML: widths, joined cells, borders, heights. */
final class LetterTables {

    private static final double CELL_MARGIN = 5.4;

    private final LetterHtml letter;
    private final WordStyles styles;

    LetterTables(LetterHtml letter, WordStyles styles) {
        this.letter = letter;
        this.styles = styles;
    }

    /** Returns a table; one that Word puts at the foot of its page has class {@code letter-foot}. */
    String table(Element table) {
        List<Element> rows = Xml.children(table, "tr");
        StringBuilder html = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            html.append(row(table, rows, row));
        }
        boolean foot = Xml.find(table, "tblPr", "tblpPr")
                .filter(position -> Xml.attribute(position, "tblpYSpec").equals("bottom"))
                .isPresent();
        String shown = "<table style=\"%s\">%s<tbody>%s</tbody></table>"
                .formatted(WordStyles.css(css(table)), columnsOf(table), html);
        return foot ? "<div class=\"letter-foot\">" + shown + "</div>" : shown;
    }

    private static String columnsOf(Element table) {
        return grid(table).stream()
                .map(column -> "<col style=\"width:%s\"/>".formatted(WordStyles.points(width(column) / 20)))
                .collect(Collectors.joining());
    }

    private static List<Element> grid(Element table) {
        return Xml.find(table, "tblGrid")
                .map(grid -> Xml.children(grid, "gridCol"))
                .orElse(List.of());
    }

    private static double width(Element column) {
        return Xml.number(column, "w").orElse(0d);
    }

    private static Map<String, String> css(Element table) {
        Map<String, String> css = new LinkedHashMap<>();
        css.put("border-collapse", "collapse");
        css.put("table-layout", "fixed");
        double width = grid(table).stream().mapToDouble(LetterTables::width).sum();
        css.put("width", WordStyles.points(width / 20));
        if (Xml.value(table, "tblPr", "jc").equals("center")) {
            css.put("margin-left", "auto");
            css.put("margin-right", "auto");
        }
        return css;
    }

    private String row(Element table, List<Element> rows, int index) {
        Element row = rows.get(index);
        StringBuilder html = new StringBuilder();
        int column = 0;
        for (Element cell : Xml.children(row, "tc")) {
            int columns = columns(cell);
            if (!continues(cell)) {
                html.append(cell(table, rows, index, cell, column, columns));
            }
            column += columns;
        }
        String height = Xml.find(row, "trPr", "trHeight")
                .flatMap(found -> Xml.number(found, "val"))
                .map(twips -> "height:" + WordStyles.points(twips / 20) + ";")
                .orElse("");
        return "<tr style=\"%spage-break-inside:avoid\">%s</tr>".formatted(height, html);
    }

    private String cell(Element table, List<Element> rows, int row, Element cell, int column, int columns) {
        int below = row + 1;
        while (below < rows.size()
                && cellAt(rows.get(below), column)
                        .filter(LetterTables::continues)
                        .isPresent()) {
            below++;
        }
        Map<String, String> css = new LinkedHashMap<>();
        int all = grid(table).size();
        css.put("border-top", border(table, cell, "top", row == 0 ? "top" : "insideH"));
        css.put("border-bottom", border(table, cell, "bottom", below == rows.size() ? "bottom" : "insideH"));
        css.put("border-left", border(table, cell, "left", column == 0 ? "left" : "insideV"));
        css.put("border-right", border(table, cell, "right", column + columns == all ? "right" : "insideV"));
        css.put("padding", "0 %s 0 %s".formatted(margin(table, "right"), margin(table, "left")));
        css.put(
                "vertical-align",
                switch (Xml.value(cell, "tcPr", "vAlign")) {
                    case "center" -> "middle";
                    case "bottom" -> "bottom";
                    default -> "top";
                });
        return "<td colspan=\"%d\" rowspan=\"%d\" style=\"%s\">%s</td>"
                .formatted(columns, below - row, WordStyles.css(css), letter.blocks(cell));
    }

    private static Optional<Element> cellAt(Element row, int column) {
        int at = 0;
        for (Element cell : Xml.children(row, "tc")) {
            if (at == column) {
                return Optional.of(cell);
            }
            at += columns(cell);
        }
        return Optional.empty();
    }

    private static int columns(Element cell) {
        return Xml.find(cell, "tcPr", "gridSpan")
                .flatMap(span -> Xml.number(span, "val"))
                .map(Double::intValue)
                .orElse(1);
    }

    private static boolean continues(Element cell) {
        return Xml.find(cell, "tcPr", "vMerge")
                .filter(merge -> !Xml.attribute(merge, "val").equals("restart"))
                .isPresent();
    }

    private String border(Element table, Element cell, String ofCell, String ofTable) {
        return Xml.find(cell, "tcPr", "tcBorders", ofCell)
                .or(() -> Xml.find(table, "tblPr", "tblBorders", ofTable))
                .or(() -> styles.chain(Xml.value(table, "tblPr", "tblStyle")).stream()
                        .flatMap(style -> Xml.find(style, "tblPr", "tblBorders", ofTable).stream())
                        .findFirst())
                .map(WordStyles::line)
                .orElse("none");
    }

    private static String margin(Element table, String side) {
        return WordStyles.points(Xml.find(table, "tblPr", "tblCellMar", side)
                .flatMap(margin -> Xml.number(margin, "w"))
                .map(twips -> twips / 20)
                .orElse(CELL_MARGIN));
    }
}

package safecity.reference;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One row of a {@link ReferenceFile}. A cell that cannot be read as asked throws {@link InvalidReferenceFile}, which names file, line and column.
 *
 * @param file  file name within {@code config/}, or the absolute path of a file elsewhere
 * @param line  line of the file, the heading is line 1; the last one of a row that spans several
 * @param cells by column, without blanks around them
 */
public record ReferenceRow(String file, long line, Map<String, String> cells) {

    /** Keeps its own copy of the cells. */
    public ReferenceRow {
        cells = Map.copyOf(cells);
    }

    /** Returns a cell, empty if nothing stands there. */
    public String text(String column) {
        return cells.getOrDefault(column, "");
    }

    /** Returns a cell that must not be empty. */
    public String required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw wrong("“%s”不能为空".formatted(column));
        }
        return text;
    }

    /** Returns a whole number. */
    public int number(String column) {
        try {
            return Integer.parseInt(required(column));
        } catch (NumberFormatException other) {
            throw wrong("“%s”应为整数，实为“%s”".formatted(column, text(column)));
        }
    }

    /** Returns a date, written 2026-10-01. */
    public LocalDate day(String column) {
        try {
            return LocalDate.parse(required(column));
        } catch (DateTimeException other) {
            throw wrong("“%s”应为 2026-10-01 这样的日期，实为“%s”".formatted(column, text(column)));
        }
    }

    /** Returns the answer to a yes-or-no column. */
    public boolean yes(String column) {
        return oneOf(column, List.of("yes", "no")).equals("yes");
    }

    /** Returns a cell that holds one of a few words. */
    public String oneOf(String column, List<String> allowed) {
        String text = required(column);
        if (!allowed.contains(text)) {
            throw wrong("“%s”应为 %s 之一，实为“%s”".formatted(column, String.join("、", allowed), text));
        }
        return text;
    }

    /** Returns the names in a cell, separated by semicolons (；or ;). */
    public List<String> names(String column) {
        return Arrays.stream(text(column).split("[;；]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Returns the error that says what is wrong with this row. */
    public InvalidReferenceFile wrong(String what) {
        return new InvalidReferenceFile("%s 第 %d 行：%s".formatted(ReferenceFile.shown(file), line, what));
    }
}

package safecity.workbook;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;

/** 字典: the hidden sheet with what may be chosen, one column for each set of choices; a list within a rule itself breaks at 255 characters. */
final class Dictionary {

    static final String SHEET = "字典";

    private record Entry(String heading, List<String> choices) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds choices, unless they are there; returns the formula of where they stand. */
    String add(String heading, List<String> choices) {
        int column = 0;
        while (column < entries.size() && !entries.get(column).choices().equals(choices)) {
            column++;
        }
        if (column == entries.size()) {
            entries.add(new Entry(heading, choices));
        }
        String letter = CellReference.convertNumToColString(column);
        return "%s!$%s$2:$%s$%d".formatted(SHEET, letter, letter, choices.size() + 1);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void write(Sheet sheet, Styles styles) {
        int longest =
                entries.stream().mapToInt(entry -> entry.choices().size()).max().orElse(0);
        for (int at = 0; at <= longest; at++) {
            Row row = sheet.createRow(at);
            for (int column = 0; column < entries.size(); column++) {
                Entry entry = entries.get(column);
                if (at == 0) {
                    Table.text(row, column, entry.heading(), styles.heading());
                } else if (at <= entry.choices().size()) {
                    String choice = entry.choices().get(at - 1);
                    Table.text(row, column, choice, styles.of(choice));
                }
            }
        }
    }
}

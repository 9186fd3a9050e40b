package safecity.problemlist;

import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The columns that a list may have, and the headings by which people call them. The headings are data: {@code config/list-columns.csv}. */
final class ListColumns {

    /** What a column of the list holds. */
    enum Column {
        SERIAL,
        /** Written by our own export; shown, for the problem itself says whether it is known. */
        NUMBER,
        DESCRIPTION,
        SOURCE,
        PLACE,
        LOCALITY,
        MAIN_TASK,
        GRADE,
        LEAD,
        COOPERATING,
        GOAL,
        MEASURES,
        DEADLINE,
        PERSON,
        PHONE,
        REMARK,
        /** Written by our own error workbook; read over when such a workbook comes back. */
        VERDICT,
        EXPLANATION
    }

    private final Map<String, Column> byHeading = new HashMap<>();
    private final Map<Column, String> titles = new HashMap<>();

    /** Reads the table of headings; a column may be repeated, a heading may belong to one column only. */
    ListColumns(Reader csv) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        for (CSVRecord line : format.parse(csv)) {
            Column column = Column.valueOf(line.get("column"));
            titles.put(column, line.get("title"));
            learn(line.get("title"), column);
            for (String alias : line.get("aliases").split(";")) {
                if (!alias.isBlank()) {
                    learn(alias, column);
                }
            }
        }
    }

    private void learn(String heading, Column column) {
        Column other = byHeading.putIfAbsent(bare(heading), column);
        if (other != null && other != column) {
            throw new IllegalArgumentException(
                    "Heading “%s” stands for both %s and %s in list-columns.csv".formatted(heading, other, column));
        }
    }

    /** The column that a heading stands for; spaces, line breaks, brackets, asterisks, colons and case do not matter. */
    Optional<Column> of(String heading) {
        Column column = byHeading.get(bare(heading));
        if (column == null) {
            column = byHeading.get(bare(withoutBracketed(heading)));
        }
        return Optional.ofNullable(column);
    }

    /** The heading by which we call a column in messages. */
    String title(Column column) {
        return titles.getOrDefault(column, column.name());
    }

    private static String withoutBracketed(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC).replaceAll("\\([^)]*\\)", "");
    }

    private static String bare(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}()\\[\\]【】*:]", "")
                .toLowerCase(Locale.ROOT);
    }
}

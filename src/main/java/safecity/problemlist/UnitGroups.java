package safecity.problemlist;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Words that stand for many units, such as 各镇街. They are data: {@code config/unit-groups.csv}. */
final class UnitGroups {

    private final Map<String, Set<String>> kindsByName = new HashMap<>();

    UnitGroups(Reader csv) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        for (CSVRecord line : format.parse(csv)) {
            kindsByName.put(
                    UnitNames.plain(line.get("name")),
                    Set.copyOf(List.of(line.get("kinds").split(";"))));
        }
    }

    /** The kinds of unit that a word stands for; empty if it is no such word. */
    Set<String> kinds(String name) {
        return kindsByName.getOrDefault(name, Set.of());
    }
}

package safecity.evidence;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Which user tasks take files, and what the files may show: {@code config/evidence.csv}, beside the program or else inside it. */
@Component
final class EvidencePlaces {

    private static final String FILE = "config/evidence.csv";
    private static final String KNOWN =
            Arrays.stream(Phase.values()).map(Phase::name).collect(Collectors.joining("、"));

    private final Map<String, Set<Phase>> phases = new HashMap<>();

    @Autowired
    EvidencePlaces() {
        this(inUse());
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if it cannot be read; the message is Chinese and names the line
     */
    EvidencePlaces(Resource table) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (Reader reader = new InputStreamReader(table.getInputStream(), StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(reader)) {
                phases.put(key(row.get("process"), row.get("element")), phases(row));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (IllegalArgumentException failure) {
            throw new IllegalStateException(FILE + " 须有 process、element、phases 三列：" + failure.getMessage(), failure);
        }
    }

    /** Returns what files of a task may show; empty if it takes none. */
    Set<Phase> phases(String process, String element) {
        return phases.getOrDefault(key(process, element), Set.of());
    }

    private static Set<Phase> phases(CSVRecord row) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        for (String name : row.get("phases").split(";", -1)) {
            Phase phase = Arrays.stream(Phase.values())
                    .filter(candidate -> candidate.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "%s 第 %d 行的“%s”不是 %s".formatted(FILE, row.getRecordNumber() + 1, name.strip(), KNOWN)));
            phases.add(phase);
        }
        return Collections.unmodifiableSet(phases);
    }

    private static Resource inUse() {
        Resource beside = new FileSystemResource(FILE);
        return beside.exists() ? beside : new ClassPathResource(FILE);
    }

    private static String key(String process, String element) {
        return process + "/" + element;
    }
}

package safecity.engine;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The operations of the engine's web API ({@code /camunda/api}) that Tasklist and Cockpit need (guard G10), from {@code engine/operations.csv}. What does
 * not stand there is closed to everybody, whatever the engine's own authorization would say to it. The file is part of the program: an operator cannot
 * open an operation.
 */
final class EngineOperations {

    /** How a request is looked at before it is passed on. */
    enum Treatment {
        /** Left to the engine's authorization. */
        PASS,
        /** Left to the engine's authorization, with a limit where the web app sets none: the engine gives no list without end. */
        LIMITED,
        /** Passed if it carries the fields of the task's form only. */
        FORM,
        /** Passed if the person claims for nobody else. */
        CLAIM,
        /** Passed if it asks for the person's own tasks of one case. */
        MINE,
        /** Passed if the task is the person's or the person's unit's. */
        COMMENT,
        /** Passed if it gives a failed job a few more tries. */
        RETRY
    }

    private static final String FILE = "engine/operations.csv";
    private static final PathPatternParser PATTERNS = new PathPatternParser();
    private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

    private final List<Operation> operations;

    private EngineOperations(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * An operation that is open.
     *
     * @param pattern   path below {@code /camunda/api}
     * @param uses      for what it is needed
     * @param treatment how a request is looked at
     * @param why       what the web app does with it
     */
    record Operation(String method, PathPattern pattern, Set<WebAppUse> uses, Treatment treatment, String why) {

        /** Whether the path names something that the caller may be unable to see. */
        boolean namesSomething() {
            return pattern.getPatternString().contains("{");
        }
    }

    /** An operation, and what its path names. */
    record Found(Operation operation, Map<String, String> names) {}

    /** Reads the file of the program. */
    static EngineOperations read() {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader file =
                new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8)) {
            return new EngineOperations(format.parse(file).stream()
                    .map(EngineOperations::operation)
                    .sorted(Comparator.comparing(Operation::pattern)) // "task/count" is no task
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Operation operation(CSVRecord row) {
        return new Operation(
                row.get("method"),
                PATTERNS.parse(row.get("path")),
                Arrays.stream(row.get("use").split(" "))
                        .map(WebAppUse::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(WebAppUse.class))),
                Treatment.valueOf(row.get("treatment")),
                row.get("why"));
    }

    /** Returns all of them. */
    List<Operation> all() {
        return operations;
    }

    /**
     * Returns the operation that a request asks for; empty if it is closed. A HEAD is the GET whose body it leaves out.
     *
     * @param path after {@code /camunda/api}, decoded
     */
    Optional<Found> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        PathContainer parsed = PathContainer.parsePath(path.replaceAll("/+$", ""), DECODED);
        return operations.stream()
                .filter(operation -> operation.method().equals(asked))
                .flatMap(operation -> Optional.ofNullable(operation.pattern().matchAndExtract(parsed)).stream()
                        .map(match -> new Found(operation, match.getUriVariables())))
                .findFirst();
    }
}

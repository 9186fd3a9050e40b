package safecity;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import safecity.identity.Role;

/** Who may do what, from {@code authz-matrix.csv}: one row for each endpoint of ours and each open operation of the engine. */
public record AuthzMatrix(List<Row> rows) {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    /** Rows whose path no controller of ours answers, but a filter, the handler of files, or the port of the monitoring. */
    private static final Set<String> BESIDE_CONTROLLERS = Set.of("filter", "file", "monitoring");

    /** One person for each role. */
    public static final Map<Role, String> PEOPLE = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            Role.UNIT_CLERK, Cases.CLERK,
            Role.UNIT_HEAD, "chengguanwei-head",
            Role.SUPERVISOR, Cases.SUPERVISOR,
            Role.EXPERT, Cases.EXPERT,
            Role.LEADER, "lingdao",
            Role.DESIGNER, "sheji",
            Role.SYSTEM_ADMINISTRATOR, "xitong",
            Role.SECURITY_ADMINISTRATOR, "anquan",
            Role.AUDIT_ADMINISTRATOR, "shenji")));

    /** How far a right reaches, from nowhere to everything. */
    public enum Scope {
        NONE,
        /** Opened by a secret in the address. */
        SECRET,
        /** What the person was given to do. */
        ASG,
        /** What the person's unit takes part in. */
        OWN,
        /** Whatever is asked for, the answer shows and changes the person's own, or what is public. */
        SELF,
        /** Everything of its kind. */
        ALL
    }

    /**
     * A row.
     *
     * @param object     what the ids of the path are of; empty if it names nothing that belongs to anybody
     * @param parameters without which the endpoint answers 400 before it looks at the person
     * @param service    scope of the token that opens it to another system: {@code none} if no token does, {@code any} if each does
     */
    public record Row(
            String method,
            String path,
            String object,
            String parameters,
            Map<Role, Scope> scopes,
            Scope anonymous,
            String service) {

        String endpoint() {
            return method + " " + path;
        }

        boolean ofTheEngine() {
            return path.startsWith("/camunda/api/");
        }

        boolean ofControllers() {
            return !ofTheEngine() && !BESIDE_CONTROLLERS.contains(object);
        }

        /** How far everybody's right reaches who is signed in, whatever the role. */
        Scope ofAnybody() {
            return Collections.min(scopes.values());
        }

        /** Whether nothing of other people's may change, whoever asks for whatever. */
        boolean keepsToOneself() {
            return scopes.containsValue(Scope.SELF) && !method.equals("GET");
        }

        Scope of(Role role) {
            return Objects.requireNonNull(scopes.get(role));
        }
    }

    /** Returns the row of an endpoint: method and path. */
    Row of(String endpoint) {
        return rows.stream()
                .filter(row -> row.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    public static AuthzMatrix read() throws IOException {
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(AuthzMatrix.class.getResourceAsStream("/authz-matrix.csv")),
                StandardCharsets.UTF_8)) {
            return new AuthzMatrix(
                    FORMAT.parse(file).stream().map(AuthzMatrix::row).toList());
        }
    }

    /** Returns the names of the roles for which each operation of the engine is open, by method and path. */
    public Map<String, Set<String>> openOperations() {
        Map<String, Set<String>> operations = new TreeMap<>();
        rows.stream()
                .filter(Row::ofTheEngine)
                .forEach(row -> operations.put(
                        row.endpoint(),
                        row.scopes().entrySet().stream()
                                .filter(cell -> cell.getValue() != Scope.NONE)
                                .map(cell -> cell.getKey().name())
                                .collect(Collectors.toCollection(TreeSet::new))));
        return operations;
    }

    private static Row row(CSVRecord record) {
        Map<Role, Scope> scopes = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            scopes.put(role, scope(record.get(role.name())));
        }
        return new Row(
                record.get("method"),
                record.get("path"),
                record.get("object"),
                record.get("parameters"),
                scopes,
                scope(record.get("ANONYMOUS")),
                record.get("SERVICE"));
    }

    private static Scope scope(String word) {
        return Scope.valueOf(word.toUpperCase(Locale.ROOT));
    }
}

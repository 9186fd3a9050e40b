package safecity.identity;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Directory;
import safecity.engine.SharedFilters;
import safecity.unit.Unit;
import safecity.unit.Units;

/** Makes accounts from a file and keeps the engine's users and groups in step with ours. */
@Component
class Accounts {

    /** Groups of the engine that stand for a role instead of a unit. */
    private static final String DESIGNERS = "designers";

    private static final String SYSTEM_ADMINISTRATORS = "system-administrators";

    private final People people;
    private final Units units;
    private final Directory directory;
    private final SharedFilters sharedFilters;
    private final PasswordEncoder passwords;

    Accounts(People people, Units units, Directory directory, SharedFilters sharedFilters, PasswordEncoder passwords) {
        this.people = people;
        this.units = units;
        this.directory = directory;
        this.sharedFilters = sharedFilters;
        this.passwords = passwords;
    }

    /**
     * Adds the accounts of a file that are not there yet.
     *
     * @param file        columns login, name, unit, roles (separated by {@code ;}), email
     * @param password    gives the first password of a login
     * @return how many were added
     */
    @Transactional
    int addFrom(Reader file, Function<String, String> password, boolean demonstration) throws IOException {
        int added = 0;
        Map<String, String> hashes = new HashMap<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        for (CSVRecord row : format.parse(file)) {
            String login = row.get("login");
            if (people.find(login).isPresent()) {
                continue;
            }
            String hash = hashes.computeIfAbsent(password.apply(login), passwords::encode);
            if (people.add(personOf(row, hash), demonstration)) {
                added++;
            }
        }
        return added;
    }

    private static Person personOf(CSVRecord row, String hash) {
        Set<Role> roles = Arrays.stream(row.get("roles").split(";"))
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        RoleRules.check(roles);
        return new Person(
                row.get("login"),
                row.get("name"),
                blankToNull(row.get("unit")),
                "",
                roles,
                blankToNull(row.get("email")),
                hash,
                true);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** Reads {@code ./config/NAME} if it is there, else the copy in the jar. */
    static Reader open(String name) {
        try {
            Path beside = Path.of("config", name);
            return Files.exists(beside)
                    ? Files.newBufferedReader(beside, StandardCharsets.UTF_8)
                    : new InputStreamReader(
                            new ClassPathResource("config/" + name).getInputStream(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Tells the engine of all units and people, and opens its web apps, with the shared filters of Tasklist, to those who work in them. */
    @Transactional
    void tellEngine() {
        directory.sealAdministration();
        units.all().forEach(unit -> {
            directory.keepGroup(unit.code(), unit.shortName());
            directory.openWebApp(unit.code(), "tasklist");
            directory.showDiagrams(unit.code());
        });
        directory.keepGroup(DESIGNERS, "流程设计人员");
        directory.keepGroup(SYSTEM_ADMINISTRATORS, "系统管理员");
        directory.showAllCases(Units.OFFICE);
        for (String group : Set.of(Units.OFFICE, DESIGNERS, SYSTEM_ADMINISTRATORS)) {
            directory.openWebApp(group, "cockpit");
        }
        directory.showRunningCases(DESIGNERS);
        directory.letRetry(SYSTEM_ADMINISTRATORS);
        people.all().forEach(this::tellEngineOf);
        sharedFilters.keep(units.all().stream().map(Unit::code).toList());
    }

    /** Tells the engine which groups a person belongs to now. */
    void tellEngineOf(Person person) {
        directory.keepUser(person.login(), person.displayName(), groupsOf(person));
    }

    /** The engine's groups of a person: the unit that the person works for, and what a role opens beyond it; none once the person has left. */
    static Set<String> groupsOf(Person person) {
        Set<String> groups = new TreeSet<>();
        if (!person.enabled()) {
            return groups;
        }
        if (person.workUnit() != null) {
            groups.add(person.workUnit());
        }
        if (person.has(Role.DESIGNER)) {
            groups.add(DESIGNERS);
        }
        if (person.has(Role.SYSTEM_ADMINISTRATOR)) {
            groups.add(SYSTEM_ADMINISTRATORS);
        }
        return groups;
    }
}

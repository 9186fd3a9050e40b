package safecity.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.database.StartRefused;
import safecity.engine.Directory;
import safecity.engine.SharedFilters;
import safecity.engine.WebAppUse;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;
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
    private final ApplicationEventPublisher events;

    Accounts(
            People people,
            Units units,
            Directory directory,
            SharedFilters sharedFilters,
            PasswordEncoder passwords,
            ApplicationEventPublisher events) {
        this.people = people;
        this.units = units;
        this.directory = directory;
        this.sharedFilters = sharedFilters;
        this.passwords = passwords;
        this.events = events;
    }

    /**
     * Adds the accounts of a file that are not there yet.
     *
     * @param file        columns login, name, unit, roles (separated by {@code ;}), email
     * @param password    gives the first password of a login
     * @return how many were added
     * @throws StartRefused naming file and line, if a login, a unit or a role is none, or one person may not have these roles in that unit
     */
    @Transactional
    int addFrom(ReferenceFile file, Function<String, String> password, boolean demonstration) {
        int added = 0;
        Map<String, String> hashes = new HashMap<>();
        for (ReferenceRow row : file.rows()) {
            String login = row.text("login");
            if (people.find(login).isPresent()) {
                continue;
            }
            Person person = personOf(row);
            String hash = hashes.computeIfAbsent(password.apply(login), passwords::encode);
            if (people.add(person.withPassword(hash), demonstration)) {
                added++;
                if (!demonstration) {
                    events.publishEvent(new AccountChanged("", login, "由账号文件建立，" + person.roleNames()));
                }
            }
        }
        return added;
    }

    private Person personOf(ReferenceRow row) {
        String login = row.text("login");
        if (!Person.isLogin(login)) {
            throw refused(row, "登录名“%s”不合要求：%s，请修改".formatted(login, Person.LOGIN_RULE));
        }
        if (isReserved(login)) {
            throw refused(row, "登录名“%s”是系统保留的名称，请换一个".formatted(login));
        }
        if (row.text("name").isEmpty()) {
            throw refused(row, "没有姓名，请在 name 列填写");
        }
        @Nullable String unit = blankToNull(row.text("unit"));
        if (unit != null && units.all().stream().noneMatch(each -> each.code().equals(unit))) {
            throw refused(row, "没有代码为“%s”的单位，代码见 config/units.csv".formatted(unit));
        }
        Set<Role> roles = rolesOf(row);
        @Nullable String finding = RoleRules.findingIn(roles, unit);
        if (finding != null) {
            throw refused(row, finding);
        }
        return new Person(login, row.text("name"), unit, "", roles, blankToNull(row.text("email")), "", true);
    }

    private static Set<Role> rolesOf(ReferenceRow row) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : row.names("roles")) {
            roles.add(Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            row,
                            "没有角色“%s”，可用的有：%s"
                                    .formatted(
                                            name,
                                            Arrays.stream(Role.values())
                                                    .map(role -> role.name() + " " + role.label())
                                                    .collect(Collectors.joining("、"))))));
        }
        return roles;
    }

    private static StartRefused refused(ReferenceRow row, String what) {
        return new StartRefused(String.valueOf(row.wrong(what).getMessage()));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** Whether a login stands for something else already: a unit, a group, or one of the engine's own names. */
    boolean isReserved(String login) {
        return directory.isReserved(login)
                || login.equalsIgnoreCase(DESIGNERS)
                || login.equalsIgnoreCase(SYSTEM_ADMINISTRATORS)
                || units.all().stream().anyMatch(unit -> unit.code().equalsIgnoreCase(login));
    }

    /**
     * Tells the engine of all units and people, and opens its web apps, with the shared filters of Tasklist, to those who work in them.
     *
     * @throws StartRefused if the engine is left without an administrator: any visitor could make himself one
     */
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
        WebAppRoles.rolesFor(WebAppUse.COCKPIT).forEach(role -> directory.openWebApp(groupOf(role), "cockpit"));
        directory.showRunningCases(DESIGNERS);
        directory.letRetry(SYSTEM_ADMINISTRATORS);
        people.all().forEach(this::tellEngineOf);
        sharedFilters.keep(units.all().stream().map(Unit::code).toList());
        if (!directory.isSealed()) {
            throw new StartRefused("流程引擎的管理组 camunda-admin 没有成员，任何访客都能设立管理员。请检查数据库表 act_id_membership 是否被改动");
        }
    }

    /** The engine's group of the people whose role opens a web app beyond Tasklist. */
    private static String groupOf(Role role) {
        return switch (role) {
            case SUPERVISOR -> Units.OFFICE;
            case DESIGNER -> DESIGNERS;
            case SYSTEM_ADMINISTRATOR -> SYSTEM_ADMINISTRATORS;
            default -> throw new IllegalArgumentException("The engine has no group of the role " + role);
        };
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

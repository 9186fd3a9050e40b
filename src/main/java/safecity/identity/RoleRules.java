package safecity.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import safecity.engine.Refused;

/** 三员分立: which roles one person may have together (GB/T 22239-2019 8.1.4.2 d). */
final class RoleRules {

    private static final Set<Role> ADMINISTRATORS =
            EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private RoleRules() {}

    /**
     * Lets a set of roles pass that one person may have.
     *
     * @throws Refused if it holds two of the three administrators, or one of them beside another role
     */
    static void check(Set<Role> roles) {
        if (roles.size() > 1 && roles.stream().anyMatch(ADMINISTRATORS::contains)) {
            String names = roles.stream().map(Role::label).collect(Collectors.joining("、"));
            throw new Refused("“%s”不能由一人兼任：系统、安全、审计管理员互斥，也不能兼任业务角色，请分别设账号".formatted(names));
        }
    }

    /** Whether the roles are one of the three administrators. */
    static boolean administers(Set<Role> roles) {
        return roles.stream().anyMatch(ADMINISTRATORS::contains);
    }
}

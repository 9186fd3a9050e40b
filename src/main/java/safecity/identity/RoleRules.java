package safecity.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.engine.Refused;

/**
 * 三员分立: the system, the security and the audit administrator are three people, and none of them takes part in the work that they keep, secure or
 * watch (GB/T 22239-2019 8.1.4.2 d, 8.1.5).
 */
public final class RoleRules {

    private static final Set<Role> ADMINISTRATORS =
            EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private static final Set<Role> OF_A_UNIT =
            EnumSet.of(Role.UNIT_CLERK, Role.UNIT_HEAD, Role.SUPERVISOR, Role.EXPERT, Role.LEADER);

    private RoleRules() {}

    /**
     * Says in Chinese why one person cannot have all these roles; null if that is in order.
     *
     * @param unit code of the person's unit; null for none
     */
    public static @Nullable String findingIn(Set<Role> roles, @Nullable String unit) {
        if (roles.isEmpty()) {
            return "没有角色，请至少选一个";
        }
        Set<Role> administration = intersection(roles, ADMINISTRATORS);
        if (administration.size() > 1) {
            return "“%s”不能由同一人担任（三员分立），请只保留一个".formatted(names(administration));
        }
        if (!administration.isEmpty() && roles.size() > 1) {
            return "%s不能同时担任“%s”，请分设两个账号、由两人担任"
                    .formatted(names(administration), names(difference(roles, administration)));
        }
        if (!administration.isEmpty() && unit != null) {
            return "%s不属于任何责任单位，请把单位留空".formatted(names(administration));
        }
        Set<Role> work = intersection(roles, OF_A_UNIT);
        if (!work.isEmpty() && unit == null) {
            return "“%s”须属于一个单位，请选择单位".formatted(names(work));
        }
        return null;
    }

    /**
     * Lets roles pass that one person may have together.
     *
     * @throws Refused if they hold two of the three administrators, or one of them beside another role
     */
    static void check(Set<Role> roles) {
        Set<Role> administration = intersection(roles, ADMINISTRATORS);
        String finding = administration.isEmpty() || roles.size() == 1 ? null : findingIn(roles, null);
        if (finding != null) {
            throw new Refused(finding);
        }
    }

    /** Names of the roles that one has in a unit. */
    static String[] ofAUnit() {
        return OF_A_UNIT.stream().map(Role::name).toArray(String[]::new);
    }

    /** Whether the roles hold one of the three administrators. */
    static boolean administers(Set<Role> roles) {
        return !intersection(roles, ADMINISTRATORS).isEmpty();
    }

    private static Set<Role> intersection(Set<Role> one, Set<Role> other) {
        Set<Role> both = EnumSet.noneOf(Role.class);
        both.addAll(one);
        both.retainAll(other);
        return both;
    }

    private static Set<Role> difference(Set<Role> one, Set<Role> other) {
        Set<Role> rest = EnumSet.copyOf(one);
        rest.removeAll(other);
        return rest;
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::label).collect(Collectors.joining("、"));
    }
}

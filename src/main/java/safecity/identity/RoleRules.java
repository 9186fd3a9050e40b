package safecity.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.engine.Refused;
import safecity.unit.Units;

/**
 * 三员分立: the system, the security and the audit administrator are three people, and none of them takes part in the work that they keep, secure or
 * watch (GB/T 22239-2019 8.1.4.2 d, 8.1.5). A role is had in the unit where it means something. Asked wherever roles are given, and every night.
 */
public final class RoleRules {

    private static final Set<Role> ADMINISTRATORS =
            EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private static final Set<Role> OF_A_UNIT =
            EnumSet.of(Role.UNIT_CLERK, Role.UNIT_HEAD, Role.SUPERVISOR, Role.EXPERT, Role.LEADER);

    private RoleRules() {}

    /**
     * Says in Chinese why one person of a unit cannot have all these roles, and what to do; null if that is in order. A person without a role breaks nothing.
     *
     * @param unit code of the person's unit; null for none
     */
    public static @Nullable String findingIn(Set<Role> roles, @Nullable String unit) {
        Set<Role> administration = intersection(roles, ADMINISTRATORS);
        if (administration.size() > 1) {
            return "“%s”不能由同一人担任（三员分立），请只保留一个".formatted(names(administration));
        }
        if (!administration.isEmpty() && roles.size() > 1) {
            return "%s不能同时担任“%s”，请分设两个账号、由两人担任"
                    .formatted(names(administration), names(difference(roles, administration)));
        }
        if (!administration.isEmpty() && unit != null) {
            return "%s不属于任何单位，请先把单位改为无".formatted(names(administration));
        }
        if (roles.contains(Role.DESIGNER) && unit != null) {
            return "%s不属于任何单位，否则会办理自己设计的流程，请先把单位改为无".formatted(Role.DESIGNER.label());
        }
        Set<Role> work = intersection(roles, OF_A_UNIT);
        if (!work.isEmpty() && unit == null) {
            return "“%s”须有所在单位，请先设单位".formatted(names(work));
        }
        return work.stream()
                .filter(role -> unit != null && !role.worksFor(unit))
                .findFirst()
                .map(RoleRules::homeOf)
                .orElse(null);
    }

    private static String homeOf(Role role) {
        @Nullable String home = role.home();
        if (home == null) {
            return "“%s”只能是责任单位的人员；创安办、专家组、领导小组的人员各有自己的角色，请改选角色，或先改单位".formatted(role.label());
        }
        String name = home.equals(Units.OFFICE) ? "区创安办" : home.equals(Units.EXPERTS) ? "创安专家组" : "创安工作领导小组";
        return "“%s”只能是%s的人员，请先改单位，或改选角色".formatted(role.label(), name);
    }

    /**
     * Lets roles pass that one person of a unit may have together.
     *
     * @throws Refused with {@link #findingIn what is wrong}
     */
    static void check(Set<Role> roles, @Nullable String unit) {
        @Nullable String finding = findingIn(roles, unit);
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

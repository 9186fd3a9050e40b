package safecity.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import safecity.unit.Units;

/** What a person does here. A person may have several, but none of the three administrators has a business role. */
public enum Role {
    /** Works on the unit's tasks. */
    UNIT_CLERK("单位经办"),
    /** Answers for the unit. */
    UNIT_HEAD("单位负责人"),
    /** Works in the office: imports, decides, presses; sees everything. */
    SUPERVISOR("创安办督办员", Units.OFFICE),
    /** Checks on site. */
    EXPERT("专家", Units.EXPERTS),
    /** Member of the leading group: reads everything. */
    LEADER("领导小组", Units.LEADING_GROUP),
    /** Changes models and forms. */
    DESIGNER("流程设计人员"),
    /** Keeps accounts and the system. */
    SYSTEM_ADMINISTRATOR("系统管理员"),
    /** Keeps rights. */
    SECURITY_ADMINISTRATOR("安全管理员"),
    /** Reads the trail. */
    AUDIT_ADMINISTRATOR("审计管理员");

    private static final Set<Role> OF_RESPONSIBLE_UNITS = Set.of(UNIT_CLERK, UNIT_HEAD);
    private static final Set<String> HOMES = Set.of(Units.OFFICE, Units.EXPERTS, Units.LEADING_GROUP);

    private final String label;
    private final @Nullable String home;

    Role(String label) {
        this(label, null);
    }

    Role(String label, @Nullable String home) {
        this.label = label;
        this.home = home;
    }

    /** The role's Chinese name. */
    public String label() {
        return label;
    }

    /** The one unit in which the role means something: elsewhere it would show everything, or give nothing to do; null if there is no such unit. */
    @Nullable
    String home() {
        return home;
    }

    /** Whether who has the role in a unit works on the unit's tasks: its clerks and heads; in the office, among the experts and in the leading group theirs. */
    boolean worksFor(String unit) {
        return home == null ? OF_RESPONSIBLE_UNITS.contains(this) && !HOMES.contains(unit) : home.equals(unit);
    }
}

package safecity.identity;

/** What a person does here. A person may have several, but none of the three administrators has a business role. */
public enum Role {
    /** Works on the unit's tasks. */
    UNIT_CLERK("单位经办"),
    /** Answers for the unit. */
    UNIT_HEAD("单位负责人"),
    /** Works in the office: imports, decides, presses; sees everything. */
    SUPERVISOR("创安办督办员"),
    /** Checks on site. */
    EXPERT("专家"),
    /** Member of the leading group: reads everything. */
    LEADER("领导小组"),
    /** Changes models and forms. */
    DESIGNER("流程设计人员"),
    /** Keeps accounts and the system. */
    SYSTEM_ADMINISTRATOR("系统管理员"),
    /** Keeps rights. */
    SECURITY_ADMINISTRATOR("安全管理员"),
    /** Reads the trail. */
    AUDIT_ADMINISTRATOR("审计管理员");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role's Chinese name. */
    public String label() {
        return label;
    }
}

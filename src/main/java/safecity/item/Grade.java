package safecity.item;

/** 隐患等级. */
public enum Grade {
    ORDINARY("一般"),
    MAJOR("重大");

    private final String label;

    Grade(String label) {
        this.label = label;
    }

    /** The grade's Chinese name, as lists write it. */
    public String label() {
        return label;
    }
}

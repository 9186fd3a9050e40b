package safecity.supervision;

/** 督办层级: who lists. */
public enum Level {
    /** The district's leading group. */
    DISTRICT("区级"),
    /** The city, on the district's report. */
    CITY("市级");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

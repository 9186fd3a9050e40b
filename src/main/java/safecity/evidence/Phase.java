package safecity.evidence;

/** What a file shows: the place before rectification, after it, or as found by a spot check. */
public enum Phase {
    BEFORE("整改前"),
    AFTER("整改后"),
    CHECK("抽查");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** Returns the word that users read. */
    public String label() {
        return label;
    }
}

package safecity.evidence;

/**
 * What a file shows: the place before rectification, after it, or as found by a spot check; what a unit hands in when it asks for the acceptance of a
 * listed hazard, or what the team found there.
 */
public enum Phase {
    BEFORE("整改前"),
    AFTER("整改后"),
    CHECK("抽查"),
    REQUEST("提请验收"),
    ACCEPTANCE("现场验收");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** Returns the word that users read. */
    public String label() {
        return label;
    }
}

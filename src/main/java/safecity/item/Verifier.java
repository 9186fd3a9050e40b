package safecity.item;

/** Who verifies a rectified item: never the unit that submits it. */
public enum Verifier {
    LOCALITY("属地"),
    OFFICE("区创安办");

    private final String label;

    Verifier(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

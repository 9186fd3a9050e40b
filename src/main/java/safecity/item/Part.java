package safecity.item;

/** The part that a unit takes in an item. */
public enum Part {
    LEAD("牵头"),
    COOPERATING("配合"),
    LOCALITY("属地");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

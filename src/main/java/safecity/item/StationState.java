package safecity.item;

/** How far something is with a station on its way: told by shape and word. */
public enum StationState {
    DONE("✓", "已完成"),
    CURRENT("●", "当前"),
    OPEN("○", "未到达");

    private final String shape;
    private final String label;

    StationState(String shape, String label) {
        this.shape = shape;
        this.label = label;
    }

    /** One character for the eye. */
    public String shape() {
        return shape;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

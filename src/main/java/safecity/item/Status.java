package safecity.item;

/** Where an item stands. Chinese names as users read them everywhere. */
public enum Status {
    DISPATCHED("待签收"),
    HANDED_BACK("退回待裁定"),
    PLANNING("待制定措施"),
    RECTIFYING("整改中"),
    SUBMITTED("待核查"),
    VERIFIED("已整改(待销号)"),
    CLOSED("已销号");

    private final String label;

    Status(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

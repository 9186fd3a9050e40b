package safecity.document;

/** Where a document stands. Chinese names as users read them everywhere. */
public enum DocumentState {
    DRAFT("待签发"),
    TO_SERVE("已签发(待送达)"),
    ISSUED("已发出(待签收)"),
    SIGNED("已签收(待回复)"),
    REPLIED("已回复(待审)"),
    DONE("已办结"),
    NOT_ISSUED("不予签发"),
    WITHDRAWN("已撤回");

    private final String label;

    DocumentState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether it never left the house, so that only those who decide may read it. */
    public boolean internal() {
        return this == DRAFT || this == TO_SERVE || this == NOT_ISSUED;
    }

    /** Whether it was issued and is not yet done with. */
    public boolean open() {
        return this == TO_SERVE || this == ISSUED || this == SIGNED || this == REPLIED;
    }
}

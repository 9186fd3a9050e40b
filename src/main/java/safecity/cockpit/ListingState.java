package safecity.cockpit;

/** 挂牌: whether an item is or was listed. Conditions on alias {@code i}. */
public enum ListingState {
    STANDING("在挂", "exists (%s and l.state not in (%s))"),
    DELISTED("已摘牌", "exists (%s and l.state = 'DELISTED')"),
    NEVER("未挂牌", "not exists (%s and (l.listed_at is not null or l.state not in (%s)))");

    private static final String OF_ITEM = "select 1 from safecity.listing l where l.item_id = i.id";
    private static final String ENDED = "'DELISTED', 'REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED'";

    private final String label;
    private final String condition;

    ListingState(String label, String condition) {
        this.label = label;
        this.condition = condition;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    String condition() {
        return condition.formatted(OF_ITEM, ENDED);
    }
}

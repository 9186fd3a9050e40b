package safecity.api;

import java.util.Arrays;
import java.util.Optional;

/** 权限范围: what a token opens. */
enum Scope {
    ITEMS("items:read", "读取问题"),
    FIGURES("figures:read", "读取统计"),
    EVENTS("events:read", "读取事件");

    private final String key;
    private final String label;

    Scope(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Name in the database and in the document of the interface. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    static Optional<Scope> of(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key.equals(key)).findFirst();
    }
}

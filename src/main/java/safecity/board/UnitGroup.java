package safecity.board;

import java.util.Arrays;
import java.util.List;

/** Units that are ranked among each other: 委办局, 镇街 and 基地 apart, for their work cannot be compared. */
public enum UnitGroup {
    DEPARTMENTS("departments", "委办局", List.of("department", "oversight")),
    LOCALITIES("localities", "镇街", List.of("town", "subdistrict")),
    BASES("bases", "基地", List.of("base"));

    private final String key;
    private final String label;
    private final List<String> kinds;

    UnitGroup(String key, String label, List<String> kinds) {
        this.key = key;
        this.label = label;
        this.kinds = kinds;
    }

    /** Value of the URL parameter {@code group}. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Kinds of units that belong to it. */
    List<String> kinds() {
        return kinds;
    }

    /** Returns the group of a URL parameter; the first one if there is no such group. */
    public static UnitGroup of(String key) {
        return Arrays.stream(values())
                .filter(group -> group.key.equals(key))
                .findFirst()
                .orElse(DEPARTMENTS);
    }
}

package safecity.escalation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.identity.Role;
import safecity.item.Part;
import safecity.unit.Unit;
import safecity.unit.Units;

/**
 * Whom a rung tells: words of the tables, separated by commas. A word is {@code LEAD}, {@code COOPERATING}, {@code LOCALITY}, {@code OFFICE}, {@code
 * LEADING_GROUP} or, for a rung of a task, {@code TASK_UNIT}, alone for everybody there, with {@code _CLERKS} or {@code _HEADS} for these alone.
 */
@Component
class Recipients {

    private static final String CLERKS = "_CLERKS";
    private static final String HEADS = "_HEADS";

    private final JdbcClient jdbc;
    private final Units units;

    Recipients(JdbcClient jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    /**
     * Those who are told in one unit.
     *
     * @param role only people with this role; null for everybody
     */
    record Audience(Unit unit, @Nullable Role role) {}

    /**
     * Returns whom a rung tells about an item, in the order of the words.
     *
     * @param taskUnit code of the unit that works on the task; null if the rung is about no task, or its model names no unit: the office then
     * @throws IllegalStateException for any other word
     */
    List<Audience> of(long itemId, String words, @Nullable String taskUnit) {
        List<Audience> audiences = new ArrayList<>();
        for (String word : words.split(",")) {
            String whole = word.strip();
            @Nullable
            Role role = whole.endsWith(CLERKS) ? Role.UNIT_CLERK : whole.endsWith(HEADS) ? Role.UNIT_HEAD : null;
            String place = whole.replace(CLERKS, "").replace(HEADS, "");
            unitsOf(itemId, place, taskUnit).forEach(unit -> audiences.add(new Audience(units.byCode(unit), role)));
        }
        return audiences;
    }

    /** Returns the code of the one unit that a word means, such as the addressee of a document. */
    String unitOf(long itemId, String word) {
        List<String> codes = unitsOf(itemId, word, null);
        if (codes.isEmpty()) {
            throw new IllegalStateException("“%s”在问题 %d 没有对应的单位".formatted(word, itemId));
        }
        return codes.get(0);
    }

    private List<String> unitsOf(long itemId, String place, @Nullable String taskUnit) {
        return switch (place) {
            case "OFFICE" -> List.of(Units.OFFICE);
            case "LEADING_GROUP" -> List.of(Units.LEADING_GROUP);
            case "TASK_UNIT" -> List.of(taskUnit == null ? Units.OFFICE : taskUnit);
            default ->
                jdbc.sql("select unit from safecity.item_unit where item_id = :item and part = :part order by unit")
                        .param("item", itemId)
                        .param("part", part(place).name())
                        .query(String.class)
                        .list();
        };
    }

    private static Part part(String place) {
        try {
            return Part.valueOf(place);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException(
                    "接收方“%s”应为 LEAD、COOPERATING、LOCALITY、OFFICE、LEADING_GROUP、TASK_UNIT 之一，可加 _CLERKS 或 _HEADS，多个用逗号分隔"
                            .formatted(place),
                    unknown);
        }
    }
}

package safecity.escalation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.item.Part;
import safecity.unit.Unit;
import safecity.unit.Units;

/** Whom a rung tells. */
@Component
class Recipients {

    private final JdbcClient jdbc;
    private final Units units;

    Recipients(JdbcClient jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    /**
     * Returns the units that a rung tells about an item.
     *
     * @param recipients {@code LEAD}, {@code COOPERATING}, {@code LOCALITY} or {@code OFFICE}
     * @throws IllegalStateException for any other word
     */
    List<Unit> of(long itemId, String recipients) {
        if (recipients.equals("OFFICE")) {
            return List.of(units.byCode(Units.OFFICE));
        }
        return jdbc
                .sql("select unit from safecity.item_unit where item_id = :item and part = :part order by unit")
                .param("item", itemId)
                .param("part", part(recipients).name())
                .query(String.class)
                .list()
                .stream()
                .map(units::byCode)
                .toList();
    }

    private static Part part(String recipients) {
        try {
            return Part.valueOf(recipients);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException(
                    "escalation.dmn 的接收方“%s”应为 LEAD、COOPERATING、LOCALITY、OFFICE 之一".formatted(recipients), unknown);
        }
    }
}

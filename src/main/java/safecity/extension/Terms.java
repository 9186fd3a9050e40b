package safecity.extension;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.unit.Units;

/**
 * What {@code extension.dmn} allows an item.
 *
 * @param lastDayBefore   the last day on which it may be asked, in working days before the approved deadline; 0 is the deadline itself
 * @param mostTimes       how often it may be granted
 * @param mostWorkingDays working days that all extensions together may have; null if that is not limited
 * @param longestMonths   months from the day of dispatch within which the last deadline must lie; null if that is not limited
 * @param decideWithin    working days for the decision
 * @param decidingUnit    code of the unit that decides, which is never the one that asks
 */
record Terms(
        int lastDayBefore,
        int mostTimes,
        @Nullable Integer mostWorkingDays,
        @Nullable Integer longestMonths,
        int decideWithin,
        String decidingUnit) {

    private static final Map<String, String> DECIDING_UNITS =
            Map.of("OFFICE", Units.OFFICE, "LEADING_GROUP", Units.LEADING_GROUP);

    static Terms of(Map<String, Object> row) {
        Integer days = optional(row, "mostWorkingDays");
        Integer months = optional(row, "longestMonths");
        String decider = DECIDING_UNITS.get(String.valueOf(row.get("decidedBy")));
        if (decider == null) {
            throw wrong("“decidedBy”应为 OFFICE 或 LEADING_GROUP", row);
        }
        if (days == null && months == null) {
            throw wrong("“mostWorkingDays”和“longestMonths”至少要填一项", row);
        }
        return new Terms(
                required(row, "lastDayBefore", 0),
                required(row, "mostTimes", 0),
                days,
                months,
                required(row, "decideWithin", 1),
                decider);
    }

    /** Says in Chinese how often and how long. */
    String limits() {
        String times = "最多延期 %d 次".formatted(mostTimes);
        String days = mostWorkingDays == null ? "" : "，累计不超过 %d 个工作日".formatted(mostWorkingDays);
        String months = longestMonths == null ? "" : "，整改总期限自派发之日起不超过 %d 个月".formatted(longestMonths);
        return times + days + months;
    }

    private static int required(Map<String, Object> row, String output, int least) {
        Integer value = optional(row, output);
        if (value == null || value < least) {
            throw wrong("“%s”应为不小于 %d 的整数".formatted(output, least), row);
        }
        return value;
    }

    private static @Nullable Integer optional(Map<String, Object> row, String output) {
        return row.get(output) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }

    private static IllegalStateException wrong(String what, Map<String, Object> row) {
        return new IllegalStateException("extension.dmn 有一行的%s：%s".formatted(what, row));
    }
}

package safecity.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.engine.Refused;

/**
 * 挂牌督办建议.
 *
 * @param level      who should list
 * @param reason     why
 * @param measures   what was ordered at once, at least one
 * @param measuredOn since when
 * @param measuredBy who ordered it
 * @param deadline   last day that is asked for
 */
record Proposal(
        Level level,
        String reason,
        List<Measure> measures,
        LocalDate measuredOn,
        String measuredBy,
        LocalDate deadline) {

    /**
     * Returns the control measures that were ticked.
     *
     * @throws Refused if none was
     */
    static List<Measure> measures(
            @Nullable Boolean stopProduction,
            @Nullable Boolean evacuate,
            @Nullable Boolean stopUse,
            @Nullable Boolean warningSigns) {
        List<Measure> measures = new ArrayList<>();
        add(measures, Measure.STOP_PRODUCTION, stopProduction);
        add(measures, Measure.EVACUATE, evacuate);
        add(measures, Measure.STOP_USE, stopUse);
        add(measures, Measure.WARNING_SIGNS, warningSigns);
        if (measures.isEmpty()) {
            throw new Refused("重大隐患必须立即管控，请至少勾选一项已采取的管控措施");
        }
        return measures;
    }

    private static void add(List<Measure> measures, Measure measure, @Nullable Boolean taken) {
        if (Boolean.TRUE.equals(taken)) {
            measures.add(measure);
        }
    }

    String asText() {
        return "%s挂牌，建议 %s 前完成。管控措施：%s"
                .formatted(
                        level.label(),
                        deadline,
                        measures.stream().map(Measure::label).collect(Collectors.joining("、")));
    }
}

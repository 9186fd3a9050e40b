package safecity.export;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
import safecity.unit.Unit;
import safecity.unit.Units;

/** Says in words which items a workbook holds, and what their figures are. */
@Component
class FilterWords {

    private final Units units;

    FilterWords(Units units) {
        this.units = units;
    }

    /** Returns what narrows a filter, such as 视图=超期，责任单位=区消防支队; empty if nothing does. */
    String of(ItemFilter filter) {
        List<String> words = new ArrayList<>();
        if (filter.view() != View.ALL) {
            words.add("视图=" + filter.view().label());
        }
        if (!filter.q().isEmpty()) {
            words.add("关键词=" + filter.q());
        }
        if (!filter.unit().isEmpty()) {
            words.add("责任单位=" + nameOf(filter.unit()));
        }
        if (!filter.locality().isEmpty()) {
            words.add("属地=" + nameOf(filter.locality()));
        }
        if (filter.status() != null) {
            words.add("状态=" + filter.status().label());
        }
        if (filter.grade() != null) {
            words.add("级别=" + filter.grade().label());
        }
        if (filter.lamp() != null) {
            words.add("灯色=" + filter.lamp().word());
        }
        if (filter.list() != null) {
            words.add("清单=QD-" + filter.list());
        }
        if (filter.task() != null) {
            words.add("主要任务=任务" + filter.task());
        }
        return String.join("，", words);
    }

    /** Returns the figures of the filter without its view, as the page shows them above its rows. */
    static String figures(Totals.Figures figures) {
        return "问题总数 %d，未办结 %d，超期 %d；按期办结率按原定 %s，按批准 %s"
                .formatted(
                        figures.of(View.ALL),
                        figures.of(View.OPEN),
                        figures.of(View.OVERDUE),
                        figures.onTime().rateByOriginal(),
                        figures.onTime().rateByApproved());
    }

    private String nameOf(String code) {
        return units.all().stream()
                .filter(unit -> unit.code().equals(code))
                .map(Unit::shortName)
                .findFirst()
                .orElse("未知单位");
    }
}

package safecity.export;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import safecity.cockpit.Chips;
import safecity.cockpit.Count;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
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
        Chips.of(filter, units.all()).forEach(chip -> words.add(chip.name() + "=" + chip.value()));
        return String.join("，", words);
    }

    /** Returns the figures of the filter without its view, as the page shows them above its rows. */
    static String figures(Totals.Figures figures) {
        return "问题总数 %s，未办结 %s，超期 %s；按期办结率按原定 %s，按批准 %s"
                .formatted(
                        Count.of(figures.of(View.ALL)),
                        Count.of(figures.of(View.OPEN)),
                        Count.of(figures.of(View.OVERDUE)),
                        figures.onTime().rateByOriginal(),
                        figures.onTime().rateByApproved());
    }
}

package safecity.problem;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import safecity.engine.FormText;
import safecity.item.Items;
import safecity.unit.Units;

/** What the office decided about who is responsible, as the unit reads it where it signs. */
@Component
class Rulings {

    private final Items items;
    private final Units units;
    private final HandingBacks handingBacks;
    private final PassingsOn passingsOn;

    Rulings(Items items, Units units, HandingBacks handingBacks, PassingsOn passingsOn) {
        this.items = items;
        this.units = units;
        this.handingBacks = handingBacks;
        this.passingsOn = passingsOn;
    }

    /** Says from which unit to which an item was passed on, and why. */
    String inWords(PassingOn decided) {
        return "由%s改由%s承办：%s"
                .formatted(
                        units.byCode(decided.fromUnit()).shortName(),
                        units.byCode(decided.toUnit()).shortName(),
                        decided.reason());
    }

    /** Returns why the item was passed on and what became of its handing back; empty if neither was. */
    String of(long problemId) {
        return Stream.of(passingOn(problemId), handingBack(problemId))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String passingOn(long problemId) {
        return passingsOn
                .latest(problemId)
                .filter(each -> each.toUnit().equals(items.find(problemId).leadUnit()))
                .map(each -> "**创安办由%s转办**\n\n%s"
                        .formatted(units.byCode(each.fromUnit()).shortName(), FormText.quoted(each.reason())))
                .orElse("");
    }

    private String handingBack(long problemId) {
        return handingBacks
                .latest(problemId)
                .filter(wish -> wish.opinion() != null)
                .map(wish -> "**创安办裁定：%s**\n\n%s"
                        .formatted(
                                Boolean.TRUE.equals(wish.agreed()) ? "改派本单位承办" : "仍由本单位承办，不能再次退回",
                                FormText.quoted(wish.opinion())))
                .orElse("");
    }
}

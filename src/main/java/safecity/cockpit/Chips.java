package safecity.cockpit;

import java.util.ArrayList;
import java.util.List;
import safecity.item.Part;
import safecity.unit.Unit;

/** The active filters as chips, each with the URL that takes it away. */
public final class Chips {

    private Chips() {}

    /** One active filter, such as 级别=重大. */
    public record Chip(String name, String value, String without) {}

    /** Returns what narrows a filter beside its view. */
    public static List<Chip> of(ItemFilter filter, List<Unit> units) {
        List<Chip> chips = new ArrayList<>();
        if (!filter.q().isEmpty()) {
            chips.add(new Chip("关键词", filter.q(), filter.without("q")));
        }
        if (!filter.unit().isEmpty()) {
            chips.add(new Chip(
                    filter.part() == Part.LEAD ? "责任单位" : filter.part().label() + "单位",
                    nameOf(filter.unit(), units),
                    filter.without("unit")));
        }
        if (!filter.locality().isEmpty()) {
            chips.add(new Chip("属地", nameOf(filter.locality(), units), filter.without("locality")));
        }
        if (filter.status() != null) {
            chips.add(new Chip("状态", filter.status().label(), filter.without("status")));
        }
        if (filter.grade() != null) {
            chips.add(new Chip("级别", filter.grade().label(), filter.without("grade")));
        }
        if (filter.lamp() != null) {
            chips.add(new Chip("灯色", filter.lamp().word(), filter.without("lamp")));
        }
        if (filter.list() != null) {
            chips.add(new Chip("清单", "QD-" + filter.list(), filter.without("list")));
        }
        if (filter.task() != null) {
            chips.add(new Chip("主要任务", "任务" + filter.task(), filter.without("task")));
        }
        if (!filter.source().isEmpty()) {
            chips.add(new Chip("来源", filter.source(), filter.without("source")));
        }
        filter.ranges().forEach(range -> {
            if (range.from() != null) {
                chips.add(new Chip(
                        range.kind().label() + "从",
                        range.from().toString(),
                        filter.without(range.kind().first())));
            }
            if (range.until() != null) {
                chips.add(new Chip(
                        range.kind().label() + "至",
                        range.until().toString(),
                        filter.without(range.kind().last())));
            }
        });
        if (filter.listing() != null) {
            chips.add(new Chip("挂牌", filter.listing().label(), filter.without("listing")));
        }
        return chips;
    }

    private static String nameOf(String code, List<Unit> units) {
        return units.stream()
                .filter(unit -> unit.code().equals(code))
                .map(Unit::shortName)
                .findFirst()
                .orElse("未知单位");
    }
}

package safecity.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import safecity.cockpit.Totals;
import safecity.item.Lamp;

/**
 * 灯色分布: a lamp's part of the bar of all items.
 *
 * @param items how many items have the lamp, 0 too, so that nobody wonders whether it was counted
 * @param from  where its part begins, such as 12.5%
 * @param width how wide its part is, such as 30.0%
 */
record LampBar(Lamp lamp, int items, String from, String width) {

    static List<LampBar> of(Totals.Figures figures) {
        List<LampBar> bar = new ArrayList<>();
        int before = 0;
        int all = figures.lamps().values().stream().mapToInt(Integer::intValue).sum();
        for (Lamp lamp : Lamp.values()) {
            int items = figures.of(lamp);
            bar.add(new LampBar(lamp, items, percent(before, all), percent(items, all)));
            before += items;
        }
        return bar;
    }

    private static String percent(int part, int all) {
        return String.format(Locale.ROOT, "%.2f%%", all == 0 ? 0.0 : 100.0 * part / all);
    }
}

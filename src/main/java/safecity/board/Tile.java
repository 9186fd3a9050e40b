package safecity.board;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import safecity.cockpit.Totals;
import safecity.cockpit.View;

/**
 * A number at the head of the board.
 *
 * @param value  the number with thousands separated, or a rate with what it was counted from
 * @param change how it differs from the end of yesterday, such as ▲3; null if it does not or if yesterday is not known
 * @param href   list of exactly those that are counted
 */
record Tile(String label, String value, @Nullable String change, String href) {

    static List<Tile> of(Totals.Figures figures, BoardAddress address, DailyFigures.@Nullable Day yesterday) {
        return List.of(
                ofView(View.ALL, "问题总数", figures, address, null),
                ofView(View.OPEN, "在办", figures, address, yesterday == null ? null : yesterday.open()),
                ofView(View.SOON, "即将到期", figures, address, null),
                ofView(View.OVERDUE, "超期", figures, address, yesterday == null ? null : yesterday.overdue()),
                ofView(View.SUBMITTED, "待核查", figures, address, null),
                new Tile("已销号", number(figures.onTime().closed()), null, address.items("status=CLOSED")),
                new Tile("按期办结率（按原定）", figures.onTime().rateByOriginal(), null, address.items("status=CLOSED")),
                new Tile("按期办结率（按批准）", figures.onTime().rateByApproved(), null, address.items("status=CLOSED")));
    }

    static List<Tile> ofUnit(Totals.Figures figures, String unit) {
        String items = "/items?unit=" + unit;
        return List.of(
                new Tile("承办问题", number(figures.of(View.ALL)), null, items),
                new Tile("在办", number(figures.of(View.OPEN)), null, items + "&view=open"),
                new Tile("超期", number(figures.of(View.OVERDUE)), null, items + "&view=overdue"),
                new Tile("被退回", number(figures.of(View.RETURNED)), null, items + "&view=returned"),
                new Tile("挂账", number(figures.of(View.PAUSED)), null, items + "&view=paused"),
                new Tile("已销号", number(figures.onTime().closed()), null, items + "&status=CLOSED"),
                new Tile("按期办结率（按原定）", figures.onTime().rateByOriginal(), null, items + "&status=CLOSED"),
                new Tile("按期办结率（按批准）", figures.onTime().rateByApproved(), null, items + "&status=CLOSED"));
    }

    private static Tile ofView(
            View view, String label, Totals.Figures figures, BoardAddress address, @Nullable Integer before) {
        int now = figures.of(view);
        return new Tile(
                label,
                number(now),
                before == null || before == now ? null : (now > before ? "▲" : "▼") + Math.abs(now - before),
                address.items(view == View.ALL ? "" : "view=" + view.key()));
    }

    private static String number(int figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }
}

package safecity.board;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import safecity.cockpit.Count;
import safecity.cockpit.OnTime;
import safecity.cockpit.Totals;
import safecity.cockpit.View;

/**
 * A number at the head of the board.
 *
 * @param value  the number with thousands separated, or a rate with what it was counted from
 * @param change how it differs from the end of yesterday, such as ▲3; null if it does not or if yesterday is not known
 * @param href   list of exactly those that are counted
 * @param late   how many of them were closed after the deadline, with the list of exactly these; null where that is not the question
 */
record Tile(
        String label,
        String value,
        @Nullable String change,
        String href,
        @Nullable Late late) {

    /** 其中超期办结. */
    record Late(String value, String href) {}

    static List<Tile> of(Totals.Figures figures, BoardAddress address, DailyFigures.@Nullable Day yesterday) {
        return List.of(
                ofView(View.ALL, "问题总数", figures, address, null),
                ofView(View.OPEN, "在办", figures, address, yesterday == null ? null : yesterday.open()),
                ofView(View.SOON, "即将到期", figures, address, null),
                ofView(View.OVERDUE, "超期", figures, address, yesterday == null ? null : yesterday.overdue()),
                ofView(View.SUBMITTED, "待核查", figures, address, null),
                plain("已销号", figures.onTime().closed(), address.items("status=CLOSED")),
                byOriginal(figures.onTime(), address::items),
                byApproved(figures.onTime(), address::items));
    }

    static List<Tile> ofUnit(Totals.Figures figures, String unit) {
        UnaryOperator<String> items = more -> "/items?unit=" + unit + (more.isEmpty() ? "" : "&" + more);
        return List.of(
                plain("承办问题", figures.of(View.ALL), items.apply("")),
                plain("在办", figures.of(View.OPEN), items.apply("view=open")),
                plain("超期", figures.of(View.OVERDUE), items.apply("view=overdue")),
                plain("被退回", figures.of(View.RETURNED), items.apply("view=returned")),
                plain("挂账", figures.of(View.PAUSED), items.apply("view=paused")),
                plain("已销号", figures.onTime().closed(), items.apply("status=CLOSED")),
                byOriginal(figures.onTime(), items),
                byApproved(figures.onTime(), items));
    }

    private static Tile plain(String label, int value, String href) {
        return new Tile(label, Count.of(value), null, href, null);
    }

    private static Tile byOriginal(OnTime onTime, UnaryOperator<String> items) {
        return new Tile(
                "按期办结率（按原定）",
                onTime.rateByOriginal(),
                null,
                items.apply("status=CLOSED"),
                late(onTime.lateByOriginal(), items.apply("view=" + View.LATE_BY_ORIGINAL.key())));
    }

    private static Tile byApproved(OnTime onTime, UnaryOperator<String> items) {
        return new Tile(
                "按期办结率（按批准）",
                onTime.rateByApproved(),
                null,
                items.apply("status=CLOSED"),
                late(onTime.lateByApproved(), items.apply("view=" + View.LATE.key())));
    }

    private static Late late(int items, String href) {
        return new Late(Count.of(items), href);
    }

    private static Tile ofView(
            View view, String label, Totals.Figures figures, BoardAddress address, @Nullable Integer before) {
        int now = figures.of(view);
        return new Tile(
                label,
                Count.of(now),
                before == null || before == now ? null : (now > before ? "▲" : "▼") + Count.of(Math.abs(now - before)),
                address.items(view == View.ALL ? "" : "view=" + view.key()),
                null);
    }
}

package safecity.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.board.UnitFigures;
import safecity.board.UnitRanking;
import safecity.workbook.Column;
import safecity.workbook.Share;

/** The columns of 单位排名, as the board shows them and a few more. */
final class RankingColumns {

    static final List<Column> ALL = List.of(
            new Column("名次", 8),
            new Column("较上周", 8),
            new Column("单位", 20),
            new Column("按期办结率（按原定）", 14),
            new Column("按原定办结数/办结数", 12),
            new Column("按期办结率（按批准）", 14),
            new Column("按批准办结数/办结数", 12),
            new Column("超期", 8),
            new Column("在办", 8),
            new Column("已销号", 8),
            new Column("总数", 8),
            new Column("平均整改工作日", 14));

    private RankingColumns() {}

    static @Nullable Object[] cells(UnitRanking.Place place) {
        UnitFigures unit = place.figures();
        return new @Nullable Object[] {
            place.rank() == null ? place.unranked() : place.rank(),
            place.change(),
            unit.name(),
            share(unit.onTime().byOriginal(), unit.onTime().closed()),
            count(unit.onTime().byOriginal(), unit.onTime().closed()),
            share(unit.onTime().byApproved(), unit.onTime().closed()),
            count(unit.onTime().byApproved(), unit.onTime().closed()),
            unit.overdue(),
            unit.open(),
            unit.onTime().closed(),
            unit.total(),
            unit.days()
        };
    }

    private static Object share(int inTime, int closed) {
        return closed == 0 ? "—" : new Share((double) inTime / closed);
    }

    private static String count(int inTime, int closed) {
        return inTime + "/" + closed;
    }
}

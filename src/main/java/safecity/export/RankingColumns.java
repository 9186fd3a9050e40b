package safecity.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.board.UnitFigures;
import safecity.board.UnitRanking;
import safecity.workbook.Column;

/** The columns of 单位排名, as the board shows them and a few more. */
final class RankingColumns {

    static final List<Column> ALL = List.of(
            new Column("名次", 8),
            new Column("较上周", 8),
            new Column("单位", 20),
            new Column("按期办结率（按原定）", 20),
            new Column("按期办结率（按批准）", 20),
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
            unit.onTime().rateByOriginal(),
            unit.onTime().rateByApproved(),
            unit.overdue(),
            unit.open(),
            unit.onTime().closed(),
            unit.total(),
            unit.days()
        };
    }
}

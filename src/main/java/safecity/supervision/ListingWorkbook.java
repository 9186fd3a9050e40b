package safecity.supervision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import safecity.supervision.ListingBoard.Card;
import safecity.workbook.Column;
import safecity.workbook.Table;
import safecity.workbook.TableWorkbook;

/** 台账 as a workbook. */
final class ListingWorkbook {

    private static final String TITLE = "挂牌督办台账";
    private static final List<Column> COLUMNS = List.of(
            new Column("编号", 16),
            new Column("问题编号", 16),
            new Column("隐患", 48),
            new Column("层级", 8),
            new Column("状态", 12),
            new Column("责任单位", 16),
            new Column("属地", 12),
            new Column("挂牌日期", 12),
            new Column("整改期限", 12),
            new Column("摘牌日期", 12),
            new Column("挂牌天数", 10),
            new Column("验收不合格次数", 10),
            new Column("未报进展期数", 10),
            new Column("下一事项", 20),
            new Column("下一事项最后一日", 12));

    private ListingWorkbook() {}

    /**
     * Returns the workbook.
     *
     * @param line who made it and when, below the title
     */
    static byte[] of(List<Card> cards, String line) {
        try (TableWorkbook book = new TableWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Table table = book.table(TITLE, TITLE, List.of(line), COLUMNS);
            for (Card card : cards) {
                table.add(
                        card.label(),
                        card.itemNumber(),
                        card.title(),
                        card.level().label(),
                        card.state().label(),
                        card.unit(),
                        card.locality(),
                        card.listedOn(),
                        card.deadline(),
                        card.endedOn(),
                        card.daysListed() == 0 ? "" : card.daysListed(),
                        card.refusals(),
                        card.silent(),
                        card.nextDuty(),
                        card.nextDue());
            }
            table.end();
            book.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

package safecity.supervision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import safecity.supervision.ListingBoard.Card;

/** 台账 as a workbook; every cell is text, so that none can be read as a formula. */
final class ListingWorkbook {

    private static final List<String> HEADINGS = List.of(
            "编号",
            "问题编号",
            "隐患",
            "层级",
            "状态",
            "责任单位",
            "属地",
            "挂牌日期",
            "整改期限",
            "摘牌日期",
            "挂牌天数",
            "验收不合格次数",
            "未报进展期数",
            "下一事项",
            "下一事项最后一日");
    private static final int WIDTH = 16 * 256;
    private static final int TITLE_WIDTH = 48 * 256;
    private static final int TITLE = 2;

    private ListingWorkbook() {}

    static byte[] of(List<Card> cards) {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet("挂牌督办台账");
            Font bold = book.createFont();
            bold.setBold(true);
            XSSFCellStyle heading = book.createCellStyle();
            heading.setFont(bold);
            write(sheet.createRow(0), HEADINGS);
            for (int column = 0; column < HEADINGS.size(); column++) {
                sheet.getRow(0).getCell(column).setCellStyle(heading);
                sheet.setColumnWidth(column, column == TITLE ? TITLE_WIDTH : WIDTH);
            }
            sheet.createFreezePane(0, 1);
            for (Card card : cards) {
                write(sheet.createRow(sheet.getLastRowNum() + 1), cells(card));
            }
            book.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> cells(Card card) {
        return List.of(
                card.label(),
                card.itemNumber(),
                card.title(),
                card.level().label(),
                card.state().label(),
                card.unit(),
                card.locality(),
                text(card.listedOn()),
                text(card.deadline()),
                text(card.endedOn()),
                card.daysListed() == 0 ? "" : Long.toString(card.daysListed()),
                Integer.toString(card.refusals()),
                Integer.toString(card.silent()),
                card.nextDuty() == null ? "" : card.nextDuty(),
                text(card.nextDue()));
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static void write(Row row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            row.createCell(column).setCellValue(cells.get(column));
        }
    }
}

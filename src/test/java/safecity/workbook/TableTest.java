package safecity.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final LocalDate DAY = LocalDate.of(2020, 9, 28);

    @Test
    void keeps_a_hundred_rows_in_memory_however_many_there_are() throws IOException {
        try (var book = new TableWorkbook()) {
            Table table = book.table("台账", "台账", List.of(), List.of(new Column("编号", 10), new Column("日期", 12)));
            for (int row = 0; row < 5_000; row++) {
                table.add("WT-" + row, DAY);
                assertThat(table.holds(row + 2 - 100))
                        .as("row %d of %d", row - 100, row)
                        .isFalse();
            }

            assertThat(table.end(TableWorkbook.closing("督办员甲", DAY))).isEqualTo(5_000);
            XSSFSheet sheet = written(book);
            assertThat(sheet.getLastRowNum()).isEqualTo(5_002);
            assertThat(sheet.getRow(5_001).getCell(0).getStringCellValue()).isEqualTo("WT-4999");
        }
    }

    @Test
    void writes_what_a_spreadsheet_counts_with_and_ends_with_who_signs() throws IOException {
        try (var book = new TableWorkbook()) {
            Table table = book.table("台账", "台账", List.of(), List.of(new Column("甲", 9), new Column("乙", 9)));
            table.add(DAY, new Share(0.926));
            table.add(3, null);
            table.add(new Tinted("✖超期", "#A8071A", "#FFF1F0"), "=1+1");
            table.end(TableWorkbook.closing("督办员甲", DAY));

            XSSFSheet sheet = written(book);
            XSSFRow first = sheet.getRow(2);
            assertThat(first.getCell(0).getLocalDateTimeCellValue()).isEqualTo(DAY.atStartOfDay());
            assertThat(first.getCell(0).getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
            assertThat(first.getCell(1).getNumericCellValue()).isEqualTo(0.926);
            assertThat(first.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("0.0%");
            assertThat(sheet.getRow(3).getCell(0).getNumericCellValue()).isEqualTo(3);
            assertThat(sheet.getRow(4)
                            .getCell(0)
                            .getCellStyle()
                            .getFillForegroundColorColor()
                            .getARGBHex())
                    .isEqualTo("FFFFF1F0");
            assertThat(sheet.getRow(4).getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(5).getCell(0).getStringCellValue())
                    .startsWith("制表人：督办员甲")
                    .contains("审核人：", "制表日期：2020-09-28");
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A2:B5");
        }
    }

    private static XSSFSheet written(TableWorkbook book) throws IOException {
        var out = new ByteArrayOutputStream();
        book.write(out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray())).getSheetAt(0);
    }
}

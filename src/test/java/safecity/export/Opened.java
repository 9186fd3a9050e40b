package safecity.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook as a person reads it: the first sheet under its title, lines and heading. */
public record Opened(XSSFWorkbook book, int headingAt) {

    public static Opened of(byte[] file) {
        try {
            XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file));
            int at = 0;
            while (book.getSheetAt(0).getRow(at).getLastCellNum() < 2) {
                at++;
            }
            return new Opened(book, at);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    XSSFSheet sheet() {
        return book.getSheetAt(0);
    }

    List<String> heading() {
        return texts(sheet(), headingAt);
    }

    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int at = headingAt + 1; at < sheet().getLastRowNum(); at++) { // the last one is signed
            rows.add(texts(sheet(), at));
        }
        return rows;
    }

    /** The texts of a column, by its heading. */
    List<String> column(String name) {
        int at = heading().indexOf(name);
        return rows().stream().map(row -> row.get(at)).toList();
    }

    String line(int at) {
        return sheet().getRow(at).getCell(0).getStringCellValue();
    }

    static List<String> texts(XSSFSheet sheet, int at) {
        DataFormatter formatter = new DataFormatter();
        List<String> texts = new ArrayList<>();
        Row row = sheet.getRow(at);
        row.forEach(cell -> texts.add(formatter.formatCellValue(cell)));
        return texts;
    }
}

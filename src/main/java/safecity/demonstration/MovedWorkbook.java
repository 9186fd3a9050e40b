package safecity.demonstration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The shipped list with its deadlines moved so that it looks like this month's work: some overdue, some due soon, some later. */
final class MovedWorkbook {

    private static final LocalDate FIRST_DEADLINE = LocalDate.of(2020, 7, 5);
    private static final int DAYS_OVERDUE_AT_MOST = 10;
    private static final int COMPRESSION = 5;
    private static final int HEADER_ROW = 2;
    private static final int DEADLINE_COLUMN = 11;
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})");

    private MovedWorkbook() {}

    /**
     * Returns the workbook as an office would send it now.
     *
     * @param reportedOn day on which it is said to be reported
     * @param today      day around which the deadlines lie
     */
    static byte[] of(InputStream shipped, LocalDate reportedOn, LocalDate today) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(shipped.readAllBytes()));
                ByteArrayOutputStream moved = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.getSheetAt(0);
            sheet.getRow(0).getCell(0).setCellValue("大兴区创建国家安全发展示范城市问题清单（演示，日期已调整）");
            sheet.getRow(1)
                    .getCell(0)
                    .setCellValue("填报单位：区创安办        填报日期：%d年%d月%d日"
                            .formatted(reportedOn.getYear(), reportedOn.getMonthValue(), reportedOn.getDayOfMonth()));
            for (Row row : sheet) {
                Cell cell = row.getRowNum() > HEADER_ROW ? row.getCell(DEADLINE_COLUMN) : null;
                if (cell != null) {
                    dayIn(cell)
                            .ifPresent(
                                    day -> cell.setCellValue(moved(day, today).toString()));
                }
            }
            workbook.write(moved);
            return moved.toByteArray();
        }
    }

    private static LocalDate moved(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(FIRST_DEADLINE, day) / COMPRESSION;
        return today.minusDays(DAYS_OVERDUE_AT_MOST).plusDays(days);
    }

    private static Optional<LocalDate> dayIn(Cell cell) {
        if (cell.getCellType() == CellType.NUMERIC) {
            return Optional.of(cell.getLocalDateTimeCellValue().toLocalDate());
        }
        Matcher date = DATE.matcher(cell.toString());
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse("%s-%02d-%02d"
                    .formatted(date.group(1), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)))));
        } catch (DateTimeParseException impossible) {
            return Optional.empty(); // the list has one impossible date, which must stay one
        }
    }
}

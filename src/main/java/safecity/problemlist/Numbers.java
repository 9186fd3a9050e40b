package safecity.problemlist;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.apache.poi.ss.usermodel.DateUtil;
import safecity.problemlist.SheetCell.Kind;

/** Numbers of cells as text: a day if the cell's format shows one, else the number as a person would write it. */
final class Numbers {

    private Numbers() {}

    static SheetCell cell(double value, boolean dateFormat, boolean date1904, boolean formula) {
        if (dateFormat && DateUtil.isValidExcelDate(value)) {
            LocalDateTime moment = DateUtil.getLocalDateTime(value, date1904);
            if (moment != null) {
                return new SheetCell(moment.toLocalDate().toString(), Kind.DATE, formula);
            }
        }
        String text = Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
        return new SheetCell(text, Kind.NUMBER, formula);
    }

    /** Whether a number format shows a day; Chinese Excel writes some of its own formats by number alone, without the pattern. */
    static boolean isDateFormat(int id, String pattern) {
        return (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || DateUtil.isADateFormat(id, pattern);
    }
}

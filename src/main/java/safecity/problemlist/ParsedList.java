package safecity.problemlist;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as a workbook holds it.
 *
 * @param sheet         name of the sheet it was read from
 * @param headingRow    number of the heading's last row in the sheet, from 1
 * @param reportingUnit as written above the heading; empty if it is not
 * @param reportedOn    as written above the heading
 * @param year          year of the items' numbers
 * @param notes         what was left out or assumed, for the person who uploads
 */
record ParsedList(
        String sheet,
        int headingRow,
        String title,
        String reportingUnit,
        @Nullable LocalDate reportedOn,
        int year,
        List<ListRow> rows,
        List<String> notes) {}

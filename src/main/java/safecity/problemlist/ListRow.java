package safecity.problemlist;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list as it was read. Texts that are missing are empty.
 *
 * @param sheetRow    number of the row in the sheet, from 1
 * @param cells       all that the row shows, by heading, unknown columns included
 * @param locality    code of the town, subdistrict or base; null for the whole district
 * @param mainTaskNo  1 to 22, or null
 * @param grade       null if the list gives none
 * @param lead        code of the lead unit; null if it follows from the main task
 * @param cooperating codes
 * @param deadline    inclusive; null if the list gives none
 * @param flaws       why the row cannot be imported; empty if it can
 * @param notes       what was assumed in reading
 */
record ListRow(
        int sheetRow,
        List<Cell> cells,
        String description,
        String source,
        String place,
        @Nullable String locality,
        @Nullable Integer mainTaskNo,
        @Nullable String grade,
        @Nullable String lead,
        List<String> cooperating,
        String goal,
        String measures,
        @Nullable LocalDate deadline,
        String person,
        String phone,
        String remark,
        List<Flaw> flaws,
        List<String> notes) {

    static final String ORDINARY = "ORDINARY";
    static final String MAJOR = "MAJOR";

    /** How messages call the row: by its number in the sheet, and by its 序号 if it has one. */
    String reference() {
        return cells.stream()
                .filter(cell -> cell.heading().equals("序号"))
                .findFirst()
                .map(cell -> "第 %d 行（序号 %s）".formatted(sheetRow, cell.text()))
                .orElse("第 %d 行".formatted(sheetRow));
    }

    /** What one cell shows under its heading. */
    record Cell(String heading, String text) {}

    /**
     * A reason against a row.
     *
     * @param column sheet column from 0, or -1 if no single cell is to blame
     */
    record Flaw(int column, String message) {}
}

package safecity.press;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One press of an item.
 *
 * @param id         row
 * @param day        working day that it counts for
 * @param unit       code of the unit pressed
 * @param unitName   short name of that unit
 * @param step       Chinese name of the step that waited
 * @param words      what the office said; may be empty
 * @param told       how many people were written to
 * @param pressedBy  Chinese name
 * @param signedBy   Chinese name of who signed for it; null until somebody did
 * @param answer     what the unit said; null until it signed
 * @param expectedOn when the unit expects to be done; null until it signed
 * @param passedOn   short name of another unit that was pressed since; null if none was
 */
public record Press(
        long id,
        LocalDate day,
        String unit,
        String unitName,
        String step,
        String words,
        int told,
        String pressedBy,
        Instant pressedAt,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        @Nullable String answer,
        @Nullable LocalDate expectedOn,
        @Nullable String passedOn) {

    /** Whether somebody signed for it. */
    public boolean signed() {
        return signedAt != null;
    }
}

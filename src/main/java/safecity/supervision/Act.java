package safecity.supervision;

import java.time.LocalDate;

/**
 * Something that was done about a listing and can be shown.
 *
 * @param act        element of the model
 * @param name       in Chinese
 * @param doneOn     day on which it was done
 * @param place      where it was published, or to whom it went; may be empty
 * @param documentNo 文号; may be empty
 * @param detail     in words; may be empty
 * @param by         Chinese name of who recorded it, or 系统
 */
public record Act(
        String act, String name, LocalDate doneOn, String place, String documentNo, String detail, String by) {}

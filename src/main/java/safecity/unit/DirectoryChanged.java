package safecity.unit;

import java.util.List;

/**
 * Rows of the directory were added or changed; published in the transaction that does so.
 *
 * @param file  the file that says so, such as {@code units.csv}
 * @param names short names of units, or titles of main tasks
 */
public record DirectoryChanged(String file, List<String> names) {}

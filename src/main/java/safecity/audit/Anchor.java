package safecity.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where the chain ended at a moment, as it is written down outside of the database.
 *
 * @param day   of the moment, in Asia/Shanghai
 * @param seq   number of the last entry
 * @param count how many entries there were
 * @param hash  of the last entry
 */
record Anchor(LocalDate day, Instant at, long seq, long count, String hash) {

    static final String HEADING = "day,at,seq,count,hash";

    private static final int FIELDS = 5;
    private static final String HASH = "[0-9a-f]{64}";

    /** Returns the anchor as a line of its file. */
    String line() {
        return "%s,%s,%d,%d,%s".formatted(day, at, seq, count, hash);
    }

    /** Reads a line; empty if it is none of ours. */
    static Optional<Anchor> parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS || !fields[4].matches(HASH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Anchor(
                    LocalDate.parse(fields[0]),
                    Instant.parse(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    fields[4]));
        } catch (DateTimeParseException | NumberFormatException torn) {
            return Optional.empty();
        }
    }
}

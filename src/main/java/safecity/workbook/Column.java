package safecity.workbook;

import java.util.List;

/**
 * A column of a table.
 *
 * @param heading what stands above it
 * @param width   characters, of which a Chinese one takes two
 * @param choices what may be chosen in its cells; empty if anything may be written
 */
public record Column(String heading, int width, List<String> choices) {

    /** Keeps its own copy of the choices. */
    public Column {
        choices = List.copyOf(choices);
    }

    /** A column in which anything may be written. */
    public Column(String heading, int width) {
        this(heading, width, List.of());
    }
}

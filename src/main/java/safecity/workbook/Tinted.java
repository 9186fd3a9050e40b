package safecity.workbook;

/**
 * A text in colours, such as a lamp.
 *
 * @param ink  colour of the text, such as {@code #A8071A}
 * @param tint colour behind it
 */
public record Tinted(String text, String ink, String tint) {

    @Override
    public String toString() {
        return text;
    }
}

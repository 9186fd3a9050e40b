package safecity.problemlist;

/**
 * A cell with something in it.
 *
 * @param text    what it shows; a date as {@code 2020-09-30}, a number without exponent, an error as {@code #N/A}
 * @param formula whether the text is the saved result of a formula
 */
record SheetCell(String text, Kind kind, boolean formula) {

    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        ERROR
    }
}

package safecity.problemlist;

/** A file that cannot be read as a list. The message is Chinese, for the person who uploaded it, and says what to do. */
final class WorkbookRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkbookRefused(String message) {
        super(message);
    }
}

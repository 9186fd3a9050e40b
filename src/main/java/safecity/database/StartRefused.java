package safecity.database;

/** The program cannot start as it was called. The message is Chinese, for the operator, and says what to do. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, with the value, and what to do about it */
    public StartRefused(String message) {
        super(message);
    }

    /** @param cause what the system said; the operator does not see it */
    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}

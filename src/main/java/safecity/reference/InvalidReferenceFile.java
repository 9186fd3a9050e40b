package safecity.reference;

/** A file of {@code config/} that cannot be used. The message is Chinese, for the operator: file, line, what is wrong, what to do. */
public final class InvalidReferenceFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidReferenceFile(String message) {
        super(message);
    }
}

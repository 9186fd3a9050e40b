package safecity.item;

/** Somebody else moved the item first; the message names the status that was expected and the one that was wanted. */
public final class StaleItem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleItem(String message) {
        super(message);
    }
}

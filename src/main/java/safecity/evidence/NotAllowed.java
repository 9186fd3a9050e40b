package safecity.evidence;

/** The person sees the item but may not change its files now. The message is Chinese and says who may. */
final class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAllowed(String message) {
        super(message);
    }
}

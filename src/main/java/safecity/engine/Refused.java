package safecity.engine;

/** A step or request that the rules refuse. The message is Chinese, for the user: what is wrong and what to do; nothing was changed. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Refuses with a message that names the value, the rule and the remedy. */
    public Refused(String message) {
        super(message);
    }
}

package safecity.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/**
 * A step or request that the rules refuse. The message is Chinese, for the user: what is wrong and what to do; nothing was changed. A web
 * application exception, because the engine's web apps hand the message of any other kind on with an English sentence before it.
 */
public final class Refused extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /** Refuses with a message that names the value, the rule and the remedy. */
    public Refused(String message) {
        super(message, Response.Status.BAD_REQUEST);
    }
}

package safecity.engine;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for what is not theirs, and got nothing: told once for each request, whatever refused it.
 *
 * @param login   who asked; null if nobody was signed in
 * @param what    the answer's status and, where it was given, the reason that the person was told
 * @param address method and path of the request, without its parameters
 */
public record Denied(@Nullable String login, String what, String address) {

    /** Name of the request attribute in which whatever refuses a request leaves the reason that it told the person. */
    public static final String REASON = Denied.class.getName();
}

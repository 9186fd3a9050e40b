package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a person last did something in a session. Pages and lists that refresh themselves do nothing: a screen that nobody sits at is not in use. */
final class LastUse {

    /** Request header of what a page of ours asks for of its own accord. */
    static final String OWN_ACCORD = "X-Own-Accord";

    private static final String LAST_USE = LastUse.class.getName();
    private static final Pattern LISTS_OF_TASKLIST =
            Pattern.compile("/camunda/api/engine/engine/default/filter(/[^/]+)?(/(list|count))?|/tasks/cards");

    private LastUse() {}

    /** Whether the last use is longer ago than a session may be idle; if not, and a person asks, that is the last use from now on. */
    static boolean isTooLongAgo(HttpServletRequest request, Instant now, Duration idle) {
        @Nullable HttpSession session = request.getSession(false);
        if (session == null) {
            return false;
        }
        @Nullable Instant last = (Instant) session.getAttribute(LAST_USE);
        if (last != null && last.plus(idle).isBefore(now)) {
            return true;
        }
        if (last == null || !isOfOwnAccord(request)) {
            session.setAttribute(LAST_USE, now);
        }
        return false;
    }

    private static boolean isOfOwnAccord(HttpServletRequest request) {
        return request.getHeader(OWN_ACCORD) != null
                || LISTS_OF_TASKLIST.matcher(request.getRequestURI()).matches();
    }
}

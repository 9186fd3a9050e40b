package safecity.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;

/** The token that the engine's REST API asks of whoever changes something from a browser, as Tasklist gets it in a cookie of its own path. */
public final class WebAppToken {

    private WebAppToken() {}

    /** Returns the token of the caller's session; null until the session asked the API for something. */
    public static @Nullable String of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (String) session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
    }
}

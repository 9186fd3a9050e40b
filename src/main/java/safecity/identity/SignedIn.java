package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the web server's session knows of the sign-in that began it.
 *
 * @param id        of the row in {@link Sessions}
 * @param elsewhere whether somebody else checked the password (OpenID Connect)
 * @param factor    whether the second factor was given
 * @param requirement      what is to be done first, as it stood at {@code asked}
 * @param asked     when the database was asked last whether the session goes on
 * @param changes   {@link Sessions#changes} at that time
 */
record SignedIn(UUID id, boolean elsewhere, boolean factor, Requirement requirement, Instant asked, long changes)
        implements Serializable {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    static SignedIn begun(UUID id, boolean elsewhere) {
        return new SignedIn(id, elsewhere, false, Requirement.NONE, Instant.MIN, -1);
    }

    static Optional<SignedIn> of(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : of(session);
    }

    static Optional<SignedIn> of(HttpSession session) {
        return Optional.ofNullable((SignedIn) session.getAttribute(ATTRIBUTE));
    }

    void keepIn(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    SignedIn asked(Requirement stands, Instant now, long changesNow) {
        return new SignedIn(id, elsewhere, factor, stands, now, changesNow);
    }

    /** The same after the second factor was given. */
    SignedIn withFactor() {
        return new SignedIn(id, elsewhere, true, requirement, Instant.MIN, -1);
    }
}

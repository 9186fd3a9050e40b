package safecity.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import safecity.engine.Denied;

/**
 * Tells every refusal once, whatever refused: an answer of 403, or of 404 where the address is one of ours and what it names is not there for the person.
 * An address that leads nowhere is no refusal.
 */
public final class Denials extends OncePerRequestFilter {

    private final ApplicationEventPublisher events;

    /** Tells them to whoever listens for {@link Denied}. */
    public Denials(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        Object reason = request.getAttribute(Denied.REASON);
        if (status == 403 || reason != null || (status == 404 && namesSomething(request))) {
            events.publishEvent(new Denied(
                    login(),
                    reason == null ? Integer.toString(status) : status + " " + reason,
                    request.getMethod() + " " + request.getRequestURI()));
        }
    }

    private static boolean namesSomething(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                && pattern.contains("{");
    }

    private static @Nullable String login() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null || signedIn instanceof AnonymousAuthenticationToken ? null : signedIn.getName();
    }
}

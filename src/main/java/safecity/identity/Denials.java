package safecity.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import safecity.engine.Denied;

/**
 * Tells every refusal once, whatever refused: an answer of 403, or of 404 where the address is one of ours, whether the role or what it names is not the
 * person's. An address that leads nowhere is no refusal.
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
        @Nullable Object told = request.getAttribute(Denied.REASON);
        if (status == 403 || told != null || (status == 404 && isOurs(request))) {
            String reason = told == null ? reasonOf(request) : told.toString();
            events.publishEvent(new Denied(
                    login(), (status + " " + reason).strip(), request.getMethod() + " " + request.getRequestURI()));
        }
    }

    /** What takes every address, such as the folder of static files, knows none. */
    private static boolean isOurs(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                && !pattern.endsWith("/**");
    }

    private static String reasonOf(HttpServletRequest request) {
        return request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) instanceof ResponseStatusException refused
                ? Objects.requireNonNullElse(refused.getReason(), "")
                : "";
    }

    private static @Nullable String login() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null || signedIn instanceof AnonymousAuthenticationToken ? null : signedIn.getName();
    }
}

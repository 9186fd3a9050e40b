package safecity.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import safecity.engine.WebApiRefusal;

/**
 * Stands before every page, the engine's web apps and their API: ends sessions that were ended, whose account is no longer what it was, that nobody uses
 * or that lasted too long, and leads people to what they must do first.
 */
final class SessionGate extends OncePerRequestFilter {

    /** Open to whoever has something to do first, beside the page for it: what pages are made of. */
    private static final List<String> OPEN = List.of(
            "/webjars",
            "/app.css",
            "/app.js",
            "/account.css",
            "/print.css",
            "/type-size.js",
            "/document.js",
            "/favicon.svg",
            "/favicon.ico",
            "/public",
            "/error");

    private static final String OVER = "登录已失效，请重新登录";

    private final Standings standings;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Requirements requirements;
    private final Duration idle;
    private final Clock clock;

    SessionGate(
            Standings standings,
            SignIn signIn,
            Sessions sessions,
            Requirements requirements,
            Duration idle,
            Clock clock) {
        this.standings = standings;
        this.signIn = signIn;
        this.sessions = sessions;
        this.requirements = requirements;
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || !(signedIn.getPrincipal() instanceof Person person)) {
            if (isOfAStranger(request)) {
                end(request);
                sendAway(request, response, "/login?expired", 401, OVER);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        Optional<Requirement> requirement = LastUse.isTooLongAgo(request, clock.instant(), idle)
                ? Optional.empty()
                : requirementOf(person, request);
        if (requirement.isEmpty()) {
            end(request);
            sendAway(request, response, "/login?expired", 401, OVER);
        } else if (isOpen(request, requirement.get())) {
            chain.doFilter(request, response);
        } else {
            sendAway(
                    request,
                    response,
                    String.valueOf(requirement.get().page()),
                    403,
                    requirement.get().message());
        }
    }

    /** Whether the session is somebody's whom an identity provider named and who was not found to be one of our people. */
    private static boolean isOfAStranger(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext kept
                && kept.getAuthentication() != null
                && !(kept.getAuthentication().getPrincipal() instanceof Person);
    }

    /** Returns what is to be done first; empty if the session is over. */
    private Optional<Requirement> requirementOf(Person person, HttpServletRequest request) {
        Optional<SignedIn> known = SignedIn.of(request);
        if (known.isPresent()
                && !sessions.isStale(known.get().asked(), known.get().changes())) {
            return known.map(SignedIn::requirement);
        }
        long changes = sessions.changes();
        Optional<Standing> account =
                standings.find(person.login()).filter(signIn::admits).filter(standing -> standing.stillIs(person));
        if (account.isEmpty()
                || (known.isPresent() && !sessions.goesOn(known.get().id()))) {
            return Optional.empty();
        }
        Requirement requirement = requirements.of(
                account.get(),
                known.map(SignedIn::elsewhere).orElse(false),
                known.map(SignedIn::factor).orElse(false));
        known.ifPresent(
                signIn -> signIn.asked(requirement, clock.instant(), changes).keepIn(request));
        return Optional.of(requirement);
    }

    private static boolean isOpen(HttpServletRequest request, Requirement requirement) {
        @Nullable String page = requirement.page();
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return page == null || isBelow(page, path) || OPEN.stream().anyMatch(open -> isBelow(open, path));
    }

    private static boolean isBelow(String open, String path) {
        return path.equals(open) || path.startsWith(open + "/");
    }

    private static void end(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    private static void sendAway(
            HttpServletRequest request, HttpServletResponse response, String page, int status, String message)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String path = request.getRequestURI();
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setStatus(401);
            response.setHeader("HX-Redirect", page);
        } else if (path.contains("/api/") || !"GET".equals(request.getMethod()) && !takesPages(request)) {
            WebApiRefusal.answer(response, status, message);
        } else {
            response.sendRedirect(page);
        }
    }

    private static boolean takesPages(HttpServletRequest request) {
        @Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}

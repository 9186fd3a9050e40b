package safecity.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Notes each sign-in, by password or by somebody else's word, as a session of one of our people. An administrator has one session at a time: the new one
 * ends the others, but not before the second factor was given, else whoever knows the password could throw the administrator out.
 */
@Component
class SignedInHandler extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Sessions sessions;
    private final Standings standings;
    private final Requirements requirements;
    private final ApplicationEventPublisher events;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignedInHandler(
            Sessions sessions, Standings standings, Requirements requirements, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.standings = standings;
        this.requirements = requirements;
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        try {
            if (authentication.getPrincipal() instanceof Person person) {
                begin(person, request, false);
            } else {
                Person person =
                        standings.find(authentication.getName()).orElseThrow().person();
                keep(person, request, response);
                OidcSignOut.remember(request, authentication);
                begin(person, request, true);
            }
        } catch (RuntimeException unrecorded) { // nobody comes in whom the trail does not name
            request.getSession().invalidate();
            SecurityContextHolder.clearContext();
            throw unrecorded;
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }

    private void begin(Person person, HttpServletRequest request, boolean elsewhere) {
        String agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        UUID id = sessions.begin(
                person.login(), String.valueOf(request.getRemoteAddr()), agent.replaceAll("\\p{Cntrl}", ""));
        SignedIn.begun(id, elsewhere).keepIn(request);
        Requirement first = requirements.of(standings.find(person.login()).orElseThrow(), elsewhere, false);
        String how = elsewhere ? "统一身份认证" : "";
        if (first == Requirement.GIVE_FACTOR || first == Requirement.ENROL_FACTOR) {
            String pending = first == Requirement.GIVE_FACTOR ? "等待动态口令" : "等待启用动态口令";
            events.publishEvent(
                    new SignInTried(person.login(), true, how.isEmpty() ? "口令正确，" + pending : how + "，" + pending));
        } else {
            events.publishEvent(new SignInTried(person.login(), true, how));
            endOthers(person, id);
        }
    }

    /** Notes that the second factor of a session was given. */
    void factorGiven(Person person, HttpServletRequest request) {
        request.changeSessionId();
        SignedIn.of(request).ifPresent(signedIn -> {
            signedIn.withFactor().keepIn(request);
            events.publishEvent(new SignInTried(person.login(), true, "动态口令正确"));
            endOthers(person, signedIn.id());
        });
    }

    private void endOthers(Person person, UUID kept) {
        if (RoleRules.administers(person.roles())) {
            sessions.endOthers(person.login(), kept);
        }
    }

    /** Makes the session know the account as it stands now. */
    void renew(String login, HttpServletRequest request, HttpServletResponse response) {
        Person person = standings.find(login).orElseThrow().person();
        request.changeSessionId();
        keep(person, request, response);
    }

    private void keep(Person person, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}

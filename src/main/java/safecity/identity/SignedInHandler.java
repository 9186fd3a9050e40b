package safecity.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Notes each sign-in, by password or by somebody else's word, as a session of one of our people. An administrator has one session at a time: the new one ends the others. */
@Component
class SignedInHandler extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Sessions sessions;
    private final Standings standings;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignedInHandler(Sessions sessions, Standings standings) {
        this.sessions = sessions;
        this.standings = standings;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof Person person) {
            begin(person, request, false);
        } else {
            Person person =
                    standings.find(authentication.getName()).orElseThrow().person();
            keep(person, request, response);
            begin(person, request, true);
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }

    private void begin(Person person, HttpServletRequest request, boolean elsewhere) {
        String agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        UUID id = sessions.begin(
                person.login(), String.valueOf(request.getRemoteAddr()), agent.replaceAll("\\p{Cntrl}", ""));
        if (RoleRules.administers(person.roles())) {
            sessions.endOthers(person.login(), id);
        }
        SignedIn.begun(id, elsewhere).keepIn(request);
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

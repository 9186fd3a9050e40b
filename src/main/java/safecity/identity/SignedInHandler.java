package safecity.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Notes each sign-in as a session. An administrator has one session at a time: the new one ends the others. */
@Component
class SignedInHandler extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Sessions sessions;

    SignedInHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        begin((Person) authentication.getPrincipal(), request, false);
        super.onAuthenticationSuccess(request, response, authentication);
    }

    void begin(Person person, HttpServletRequest request, boolean elsewhere) {
        String agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        UUID id = sessions.begin(
                person.login(), String.valueOf(request.getRemoteAddr()), agent.replaceAll("\\p{Cntrl}", ""));
        if (RoleRules.administers(person.roles())) {
            sessions.endOthers(person.login(), id);
        }
        SignedIn.begun(id, elsewhere).keepIn(request);
    }
}

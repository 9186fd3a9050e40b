package safecity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import safecity.engine.Denied;
import safecity.identity.People;

/**
 * 越权: hears of what was asked for and is not allowed to whoever asked, and records one refusal a request, the first that it hears of. A visitor who only
 * wants to read something before signing in is sent to the sign-in page and is no entry; one who tries to change something is.
 */
@Component
class DeniedAttempts {

    private static final String ACT = "越权访问";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AuditTrail audit;
    private final BoundedRefusals refusals;
    private final People people;

    DeniedAttempts(AuditTrail audit, BoundedRefusals refusals, People people) {
        this.audit = audit;
        this.refusals = refusals;
        this.people = people;
    }

    /** A visitor is asked to sign in, which is no refusal to the rest of the program. */
    @EventListener
    void visitorIsSentToSignIn(AuthorizationDeniedEvent<?> event) {
        Authentication asking = event.getAuthentication().get();
        if (event.getObject() instanceof HttpServletRequest request
                && (asking == null || asking instanceof AnonymousAuthenticationToken)) {
            tell(null, request.getMethod() + " " + request.getRequestURI(), "");
        }
    }

    @EventListener
    void denied(Denied attempt) {
        tell(attempt.login(), attempt.address(), attempt.what());
    }

    /** @param login of who asked; null if nobody was signed in */
    private void tell(@Nullable String login, String address, String why) {
        boolean reads = READS.contains(address.substring(0, Math.max(0, address.indexOf(' '))));
        if (Asking.current().isDenied() || (login == null && reads)) {
            return;
        }
        Asking.current().deny();
        if (login == null) {
            refusals.record(audit.ofStranger("", "未登录", ACT, address, Outcome.DENIED, why));
        } else {
            refusals.record(people.find(login)
                    .map(person -> audit.draft(person, ACT, address, Outcome.DENIED, why))
                    .orElseGet(() -> audit.ofStranger("", login, ACT, address, Outcome.DENIED, why)));
        }
    }
}

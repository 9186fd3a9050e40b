package safecity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import safecity.identity.Person;

/**
 * 越权: hears of what was asked for and is not allowed to whoever asked. A visitor who only wants to read something before signing in is sent to the
 * sign-in page and is no entry; one who tries to change something is.
 */
@Component
class Denials {

    private static final String ACT = "越权访问";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AuditTrail audit;

    Denials(AuditTrail audit) {
        this.audit = audit;
    }

    @EventListener
    void deniedByWebSecurity(AuthorizationDeniedEvent<?> event) {
        if (!(event.getObject() instanceof HttpServletRequest request)) {
            return;
        }
        Authentication asking = event.getAuthentication().get();
        String address = request.getMethod() + " " + request.getRequestURI();
        if (asking != null && asking.getPrincipal() instanceof Person person) {
            audit.denied(person, ACT, address, "");
        } else if (asking != null && !(asking instanceof AnonymousAuthenticationToken)) {
            audit.recordStranger("", asking.getName(), ACT, address, Outcome.DENIED, "");
        } else if (!READS.contains(request.getMethod())) {
            audit.recordStranger("", "未登录", ACT, address, Outcome.DENIED, "");
        }
    }
}

package safecity.audit;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import safecity.identity.People;
import safecity.identity.Person;

/** 登录、退出: hears of them from Spring Security. A login that cannot be one is not kept: it may be a password in the wrong field. */
@Component
class SignIns {

    private static final String SIGN_IN = "登录";

    private final AuditTrail audit;
    private final People people;

    SignIns(AuditTrail audit, People people) {
        this.audit = audit;
        this.people = people;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof Person person) {
            audit.record(person, SIGN_IN, person.login(), "");
        }
    }

    @EventListener
    void notSignedIn(AbstractAuthenticationFailureEvent event) {
        String given = event.getAuthentication().getName();
        String login = given != null && Person.isLogin(given) ? given : "";
        String name = people.find(login).map(Person::displayName).orElse("未知账号");
        audit.recordStranger(login, name, SIGN_IN, login, Outcome.FAILED, reason(event.getException()));
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof Person person) {
            audit.record(person, "退出", person.login(), "");
        }
    }

    private static String reason(AuthenticationException problem) {
        if (problem instanceof BadCredentialsException) {
            return "账号或口令不对";
        }
        if (problem instanceof LockedException) {
            return "账号已锁定";
        }
        return problem instanceof DisabledException
                ? "账号已停用"
                : "不能登录（" + problem.getClass().getSimpleName() + "）";
    }
}

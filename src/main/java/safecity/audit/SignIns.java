package safecity.audit;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.SignInTried;

/** 登录、退出. What was typed as a login is kept only where there is such an account: else it may be a password in the wrong field. */
@Component
class SignIns {

    private static final String SIGN_IN = "登录";

    private final AuditTrail audit;
    private final BoundedRefusals refusals;
    private final People people;

    SignIns(AuditTrail audit, BoundedRefusals refusals, People people) {
        this.audit = audit;
        this.refusals = refusals;
        this.people = people;
    }

    @EventListener
    void tried(SignInTried attempt) {
        String typed = attempt.typed();
        Optional<Person> account = Person.isLogin(typed) ? people.find(typed) : Optional.empty();
        if (attempt.succeeded()) {
            audit.record(account.orElseThrow(), SIGN_IN, typed, attempt.what());
        } else if (account.isPresent()) {
            String name = account.get().displayName();
            refusals.record(audit.ofStranger(typed, name, SIGN_IN, typed, Outcome.FAILED, attempt.what()));
        } else {
            int length = typed.codePointCount(0, typed.length());
            String object = length == 0 ? "" : "（不存在的账号，%d 个字符）".formatted(length);
            refusals.record(audit.ofStranger("", "未知账号", SIGN_IN, object, Outcome.FAILED, attempt.what()));
        }
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof Person person) {
            audit.record(person, "退出", person.login(), "");
        }
    }
}

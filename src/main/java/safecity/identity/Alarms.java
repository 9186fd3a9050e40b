package safecity.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.stereotype.Component;
import safecity.engine.Denied;

/**
 * What monitoring raises an alarm on, counted since the start of this node: refusals ({@code safecity_denied_total}), failed sign-ins
 * ({@code safecity_signin_failed_total}) and accounts that were locked ({@code safecity_locked_total}). One of a kind is everyday, a storm of them is not.
 */
@Component
class Alarms {

    private final Counter denied;
    private final Counter notSignedIn;
    private final Counter locked;

    Alarms(MeterRegistry metrics) {
        this.denied = Counter.builder("safecity.denied")
                .description("Requests that were refused to whoever asked")
                .register(metrics);
        this.notSignedIn = Counter.builder("safecity.signin.failed")
                .description("Sign-ins that failed")
                .register(metrics);
        this.locked = Counter.builder("safecity.locked")
                .description("Accounts that were locked after wrong passwords or codes")
                .register(metrics);
    }

    @EventListener
    void denied(Denied attempt) {
        denied.increment();
    }

    @EventListener
    void notSignedIn(AbstractAuthenticationFailureEvent failure) {
        notSignedIn.increment();
    }

    @EventListener
    void locked(AccountLocked account) {
        locked.increment();
    }
}

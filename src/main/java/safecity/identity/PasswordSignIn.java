package safecity.identity;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import safecity.throttle.Throttle;

/**
 * Signs in with login and password. An unknown account, a disabled one, a locked one and a wrong password get the same answer after the same work:
 * one count in the database and one comparison of hashes. Which of them it was goes to the trail alone. How often an address may fail, whatever the
 * account, stops who tries one password on many of them.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private static final int LONGEST_PASSWORD = 200;

    private final SignIn accounts;
    private final Standings standings;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final Throttle addresses;
    private final String hashOfNobody;

    PasswordSignIn(
            SignIn accounts,
            Standings standings,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${safecity.address-failures}") int failures,
            @Value("${safecity.address-window}") Duration window,
            @Value("${safecity.addresses}") int remembered) {
        this.accounts = accounts;
        this.standings = standings;
        this.passwords = passwords;
        this.events = events;
        this.addresses = new Throttle(failures, window, remembered, clock);
        this.hashOfNobody = passwords.encode("nobody has this password");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * Signs in.
     *
     * @throws LockedException         if the address failed too often, whatever the account
     * @throws BadCredentialsException in every other case, without saying which
     */
    @Override
    public Authentication authenticate(Authentication given) throws AuthenticationException {
        String address = addressOf(given);
        String login = given.getName();
        if (addresses.secondsToWait(address) > 0) { // counted before the work, so that a burst gets no more tries
            events.publishEvent(new SignInTried(login, false, "来源地址失败次数太多，没有核对口令"));
            throw new LockedException("Too many failures from " + address);
        }
        String password = String.valueOf(given.getCredentials());
        @Nullable Standing account = standings.find(login).orElse(null);
        @Nullable Person person = account == null || !accounts.admits(account) ? null : account.person();
        Standings.Attempt attempt = standings.attempt(person == null ? "" : login);
        boolean right = password.length() <= LONGEST_PASSWORD
                && passwords.matches(password, person == null ? hashOfNobody : person.passwordHash());
        if (account == null || person == null || !person.enabled() || !attempt.taken() || !right) {
            events.publishEvent(new SignInTried(login, false, reason(account, person, attempt.taken())));
            if (attempt.locks()) {
                events.publishEvent(new AccountChanged("", login, "连续输错口令，账号锁定，来源地址 " + address));
                events.publishEvent(new AccountLocked(login));
            }
            throw new BadCredentialsException("Not signed in");
        }
        addresses.giveBack(address);
        if (!account.secondFactor()) { // else whoever knows the password alone could try code after code
            standings.succeeded(login);
        }
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(given.getDetails());
        return signedIn;
    }

    private static String reason(@Nullable Standing account, @Nullable Person person, boolean mayTry) {
        if (account == null) {
            return "没有这个账号";
        }
        if (person == null) {
            return "演示账号，演示模式之外不能登录";
        }
        if (!person.enabled()) {
            return "账号已停用";
        }
        return mayTry ? "口令不正确" : "账号已锁定";
    }

    private static String addressOf(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}

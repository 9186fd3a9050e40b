package safecity.identity;

import org.jspecify.annotations.Nullable;
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

/**
 * Signs in with login and password. An unknown account, a disabled one, a locked one and a wrong password get the same answer after the same work:
 * one count in the database and one comparison of hashes.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private static final int LONGEST_PASSWORD = 200;

    private final SignIn accounts;
    private final Standings standings;
    private final AddressLimit addresses;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final String hashOfNobody;

    PasswordSignIn(
            SignIn accounts,
            Standings standings,
            AddressLimit addresses,
            PasswordEncoder passwords,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.standings = standings;
        this.addresses = addresses;
        this.passwords = passwords;
        this.events = events;
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
        if (addresses.isExhausted(address)) {
            throw new LockedException("Too many failures from " + address);
        }
        String login = given.getName();
        String password = String.valueOf(given.getCredentials());
        @Nullable
        Standing account = standings.find(login).filter(accounts::admits).orElse(null);
        @Nullable Person person = account == null ? null : account.person();
        boolean mayTry = standings.takeTry(person == null ? "" : login);
        boolean right = password.length() <= LONGEST_PASSWORD
                && passwords.matches(password, person == null ? hashOfNobody : person.passwordHash());
        if (account == null || person == null || !person.enabled() || !mayTry || !right) {
            addresses.failed(address);
            if (person != null && mayTry && standings.isLocked(login)) {
                events.publishEvent(new AccountChanged("", login, "连续输错口令，账号锁定，来源地址 " + address));
                events.publishEvent(new AccountLocked(login));
            }
            throw new BadCredentialsException("Not signed in");
        }
        if (!account.secondFactor()) { // else whoever knows the password alone could try code after code
            standings.succeeded(login);
        }
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(given.getDetails());
        return signedIn;
    }

    private static String addressOf(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}

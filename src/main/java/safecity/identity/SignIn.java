package safecity.identity;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds the account that signs in. Demonstration accounts are unknown outside of demonstration mode. */
@Component
class SignIn implements UserDetailsService {

    private final Standings standings;
    private final Demonstration demonstration;

    SignIn(Standings standings, Demonstration demonstration) {
        this.standings = standings;
        this.demonstration = demonstration;
    }

    @Override
    public UserDetails loadUserByUsername(String login) {
        return standings
                .find(login)
                .filter(this::admits)
                .map(Standing::person)
                .orElseThrow(() -> new UsernameNotFoundException("No account " + login));
    }

    /** Whether an account exists as far as this installation is concerned. */
    boolean admits(Standing account) {
        return demonstration.isOn() || !account.demonstration();
    }
}

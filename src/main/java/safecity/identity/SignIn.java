package safecity.identity;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds the account that signs in. Demonstration accounts are unknown outside of demonstration mode. */
@Component
class SignIn implements UserDetailsService {

    private final People people;
    private final Demonstration demonstration;

    SignIn(People people, Demonstration demonstration) {
        this.people = people;
        this.demonstration = demonstration;
    }

    @Override
    public UserDetails loadUserByUsername(String login) {
        return people.find(login)
                .filter(person -> demonstration.isOn() || !people.isDemonstration(person.login()))
                .orElseThrow(() -> new UsernameNotFoundException("No account " + login));
    }
}

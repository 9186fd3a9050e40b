package safecity.api;

import java.util.EnumSet;
import java.util.Set;
import safecity.identity.Person;
import safecity.identity.Role;

/**
 * Whoever shows a token: a system, not a person.
 *
 * @param token row of the token
 */
record ApiClient(long token, String name, Set<Scope> scopes) {

    /** As whom it reads: it sees every item, as the leading group does. */
    Person reader() {
        return new Person("api", name, null, "", EnumSet.of(Role.LEADER), null, "", true);
    }

    @Override
    public String toString() {
        return "api token " + token;
    }
}

package safecity.identity;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account as its sign-in and its open sessions see it.
 *
 * @param person            with the hash of the password
 * @param demonstration     whether it is one of the well-known accounts
 * @param mustChange        whether the password is a first one
 * @param passwordChangedAt when the password was set
 * @param lockedUntil       when a lock after wrong passwords ends; null if there was none
 * @param secondFactor      whether one is enrolled
 */
record Standing(
        Person person,
        boolean demonstration,
        boolean mustChange,
        Instant passwordChangedAt,
        @Nullable Instant lockedUntil,
        boolean secondFactor) {

    /** Whether what a session knows of its person still holds: unit, roles and password. */
    boolean stillIs(Person signedIn) {
        return person.enabled()
                && person.roles().equals(signedIn.roles())
                && Objects.equals(person.unit(), signedIn.unit())
                && person.passwordHash().equals(signedIn.passwordHash());
    }
}

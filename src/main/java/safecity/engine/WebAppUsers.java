package safecity.engine;

import java.util.function.BiPredicate;
import org.springframework.security.core.Authentication;

/**
 * Who does what in the engine's web apps, told by whoever knows the roles.
 *
 * @param may whether a person who is signed in is there for a use
 */
public record WebAppUsers(BiPredicate<Authentication, WebAppUse> may) {}

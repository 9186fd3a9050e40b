/**
 * 外联: to which hosts outside this server may call. Whoever sends something to an address that a user wrote asks here first.
 */
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package safecity.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

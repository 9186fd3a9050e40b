/**
 * 公示: listing and delisting notices that anybody reads without signing in, as pages and as a feed. Owns {@code safecity.publication}, a copy of the
 * few fields that are public, made when the office publishes; the public pages read nothing else. A notice that was withdrawn stays in the archive.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "engine", "identity", "throttle"})
@NullMarked
package safecity.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

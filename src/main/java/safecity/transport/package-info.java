/**
 * 传输: what the web server says by itself, before and beside our pages. Owns nothing, knows nobody.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.transport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

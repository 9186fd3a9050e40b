/** 限速: how often one address may do something. Used where somebody may ask who has not signed in. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

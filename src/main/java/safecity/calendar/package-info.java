/**
 * 工作日历: working days by the State Council's holiday notices, and deadlines counted in them. Owns {@code safecity.holiday}.
 */
@ApplicationModule(allowedDependencies = {"reference"})
@NullMarked
package safecity.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

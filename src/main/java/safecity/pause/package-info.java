/**
 * 挂账: lets an item's clock stand still for reasons outside its unit, until a review date on which it goes on by itself. Who asks, who decides and what
 * ends it is in {@code pause.bpmn}; when it may be asked for, how often and how long in {@code pause.dmn}. Owns {@code safecity.pause}.
 */
@ApplicationModule(allowedDependencies = {"item", "notice", "calendar", "engine", "identity", "unit"})
@NullMarked
package safecity.pause;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

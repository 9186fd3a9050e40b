/**
 * 复评: the office judges whether a rectified item has reached its effect. Owns {@code safecity.reassessment}. What follows from the answer is in
 * {@code problem.bpmn}, not here.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine"})
@NullMarked
package safecity.reassessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

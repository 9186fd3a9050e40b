/**
 * 抽查: experts visit verified items. Owns {@code safecity.spot_check}. A failed check sends the item back to its unit; that arrow is in
 * {@code problem.bpmn}, not here.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine", "evidence"})
@NullMarked
package safecity.spotcheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

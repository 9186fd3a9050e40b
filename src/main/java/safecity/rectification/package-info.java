/**
 * 整改: plan, review, work, evidence, verification. Owns {@code safecity.plan}, {@code safecity.progress} and {@code safecity.submission}. A refused
 * submission goes back to its unit; that arrow is in {@code rectification.bpmn}, not here.
 */
@ApplicationModule(
        allowedDependencies = {"item", "unit", "calendar", "engine", "identity", "evidence", "notice", "document"})
@NullMarked
package safecity.rectification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

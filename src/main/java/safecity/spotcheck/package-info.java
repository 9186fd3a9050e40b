/**
 * 抽查: experts visit verified items. Owns {@code safecity.spot_check} and {@code safecity.check_order}. A failed check sends the item back to its unit;
 * that arrow is in {@code problem.bpmn}, not here.
 *
 * <p>点名抽查（定向抽查）: beside the items that {@code sampling.dmn} draws, the office orders checks by name. That the sample is not the only way into a
 * check is 本区默认; elsewhere institutions with complaints or violations are checked more often, and complaints do not count towards the share that is
 * drawn at random. An order stands until the item is checked, also if it is returned and verified in a later round. Given before the item is verified it is asked for ahead of the draw; given later it takes the
 * item back from its re-assessment. Both are events of {@code problem.bpmn}; a case that runs by a model without them cannot be ordered and is refused.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine", "evidence", "identity", "bulk"})
@NullMarked
package safecity.spotcheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

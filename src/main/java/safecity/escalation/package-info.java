/**
 * 逾期升级: watches an item's deadline for as long as the item is open, rung by rung. Which rungs there are, when, and whom they tell stands in {@code
 * escalation.dmn}; here they are turned into moments and notices. Owns {@code safecity.escalation} and {@code safecity.escalation_rung}.
 */
@ApplicationModule(allowedDependencies = {"item", "notice", "calendar", "engine", "identity", "unit"})
@NullMarked
package safecity.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

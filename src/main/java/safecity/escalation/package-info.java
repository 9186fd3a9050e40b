/**
 * 超期升级: watches an item's deadline, and the tasks open meanwhile, for as long as the item is open, rung by rung. Which rungs there are, when, whom they
 * tell and which document they call for stands in {@code escalation.dmn} and {@code taskwatch.dmn}; here they are turned into moments, notices and
 * drafts. While the item is listed (挂牌督办) its listing sends the documents. Owns {@code safecity.escalation}, {@code escalation_rung}, {@code task_rung}
 * and {@code escalation_recount}; reads {@code safecity.listing}.
 */
@ApplicationModule(allowedDependencies = {"item", "notice", "document", "calendar", "engine", "identity", "unit"})
@NullMarked
package safecity.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

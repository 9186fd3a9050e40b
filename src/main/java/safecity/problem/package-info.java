/**
 * 问题闭环: the trunk of an item, from 签收 to 销号. Owns {@code safecity.handing_back} and {@code safecity.passing_on}. How rectification, spot-check and re-assessment go is in their
 * own processes; the arrows between them are in {@code problem.bpmn}.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine", "notice", "identity", "bulk"})
@NullMarked
package safecity.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * 催办: the office presses the unit that is to act on an item, at most once a working day, and the unit signs for it. Owns {@code safecity.press}.
 * Signing is {@code press.bpmn}, beside the trunk; it never moves the item itself.
 */
@ApplicationModule(allowedDependencies = {"item", "notice", "calendar", "engine", "identity", "unit", "bulk"})
@NullMarked
package safecity.press;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

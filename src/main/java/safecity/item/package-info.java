/**
 * 问题: the item that everything is about. Owns the item, its units, its status moves, its event log and the read model of its open tasks
 * with how each came to be due. A status changes only by {@link safecity.item.Items#move}; "overdue" is no status, it follows from a deadline and the clock.
 */
@ApplicationModule(allowedDependencies = {"audit", "unit", "calendar", "engine", "identity", "reference"})
@NullMarked
package safecity.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * 督办驾驶舱: the board of the supervisors and leaders, the picture of a unit, and the daily figures that make yesterday's numbers reproducible. Reads
 * the tables of all packages and owns {@code safecity.daily_figure} and
 * {@code safecity.display_link}; totals come from {@link safecity.cockpit.Totals}, as those of the list do.
 */
@ApplicationModule(
        allowedDependencies = {"cockpit", "item", "unit", "calendar", "identity", "audit", "document", "supervision"})
@NullMarked
package safecity.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

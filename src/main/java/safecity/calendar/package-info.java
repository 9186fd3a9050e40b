/**
 * 工作日历: working days by the State Council's holiday notices, deadlines counted in them, and the page that changes the calendar together with
 * what was counted by it. Owns {@code safecity.holiday} and {@code safecity.calendar_change}. Whoever holds dates that follow the calendar says so
 * with {@link safecity.calendar.CountedDates}.
 */
@ApplicationModule(allowedDependencies = {"audit", "reference", "identity", "engine"})
@NullMarked
package safecity.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

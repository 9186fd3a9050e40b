/**
 * 延期: a unit asks for more time, the supervising unit gives its opinion, the office decides. Owns {@code safecity.extension}. Until when, how often
 * and how long stands in {@code extension.dmn}; the deadline itself is moved by {@link safecity.item.Deadlines}. The clock runs on until then: who
 * asks in time is reminded and overdue like everybody else.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine", "notice", "identity", "document"})
@NullMarked
package safecity.extension;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

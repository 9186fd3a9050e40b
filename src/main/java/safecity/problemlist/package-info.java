/**
 * 问题清单: reads a list of problems out of a workbook, shows what can be imported and what cannot, and has the confirmed rows graded, signed off and
 * dispatched, each as an item of its own. Owns {@code safecity.problem_list} and {@code safecity.problem_list_row}.
 * Reading ({@link safecity.problemlist.ListReader}) knows neither Spring nor the database.
 */
@ApplicationModule(allowedDependencies = {"audit", "item", "unit", "calendar", "engine", "identity", "workbook"})
@NullMarked
package safecity.problemlist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

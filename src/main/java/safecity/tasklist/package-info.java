/**
 * 任务列表: what Tasklist shows of a case beside its task, and 我的任务. Owns no table and asks no engine: the cards are read from the open tasks and the items,
 * under the same rule of visibility as every page.
 */
@ApplicationModule(allowedDependencies = {"item", "identity", "engine", "calendar", "notice"})
@NullMarked
package safecity.tasklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

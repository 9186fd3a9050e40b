/**
 * 流程引擎: the only package that knows Camunda. It starts processes, opens tasks, asks decisions, deploys models and guards them,
 * in our words, so that a maintained fork of the 7.x line can take the engine's place. It knows no other package: what it needs to say of a
 * case it is told through {@link safecity.engine.CaseLabels}, and what happens to a task it tells as {@link safecity.engine.TaskChanged} and
 * {@link safecity.engine.DueCounted}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package safecity.engine;

import java.util.Map;
import java.util.Set;

/**
 * Everything that a model may refer to.
 *
 * @param steps     the steps classes
 * @param processes ids of the processes
 * @param decisions the decisions by id
 * @param forms     the forms by id
 */
record Contract(
        StepsClasses steps, Set<String> processes, Map<String, DecisionFile> decisions, Map<String, FormFile> forms) {}

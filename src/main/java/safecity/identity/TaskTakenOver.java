package safecity.identity;

/**
 * A deputy took over a task; published in the same transaction.
 *
 * @param businessKey     the case's number
 * @param task            Chinese name of the task
 * @param deputy          login of the deputy
 * @param representedName Chinese name of the person who held it
 */
public record TaskTakenOver(String businessKey, String task, String deputy, String representedName) {}

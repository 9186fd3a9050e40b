package safecity.engine;

/**
 * A person is about to complete a task; published in the engine's own transaction, before the step. Whoever may not is refused by throwing
 * {@link Refused}.
 *
 * @param taskId the engine's id
 * @param login  the person, who holds the task
 */
public record TaskCompleting(String taskId, String login) {}

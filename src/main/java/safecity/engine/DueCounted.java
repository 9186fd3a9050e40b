package safecity.engine;

/**
 * A user task was opened, and how its due date came about; published in the engine's own transaction after its {@link TaskChanged}. Not published for a
 * task that is opened without a due date.
 *
 * @param taskId the engine's id
 */
public record DueCounted(String taskId, DueDate.Basis basis) {}

package safecity.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user task as it stands after a change; published in the engine's own transaction.
 *
 * @param taskId      the engine's id
 * @param businessKey the case's number
 * @param process     process id, which is its word
 * @param element     id of the user task in the model
 * @param name        Chinese name, with number and short title of the case
 * @param unit        code of the unit that may claim it; null if the model names none
 * @param assignee    login of the person who holds it; null while nobody does
 * @param due         end of the last day in time; null if the model sets none
 * @param open        false once it was completed or withdrawn
 */
public record TaskChanged(
        String taskId,
        String businessKey,
        String process,
        String element,
        String name,
        @Nullable String unit,
        @Nullable String assignee,
        @Nullable Instant due,
        boolean open) {}

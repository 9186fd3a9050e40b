package safecity.item;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import safecity.identity.Person;
import safecity.identity.Role;

/**
 * An open task of a case.
 *
 * @param taskId      the engine's id
 * @param businessKey the case's number
 * @param process     process id
 * @param element     id of the user task in the model
 * @param name        Chinese name with number and short title
 * @param unit        code of the unit that may claim it
 * @param assignee    login of the person who holds it; null while nobody does
 * @param due         end of the last day in time
 */
public record CurrentStep(
        String taskId,
        String businessKey,
        String process,
        String element,
        String name,
        @Nullable String unit,
        @Nullable String assignee,
        @Nullable Instant due) {

    private static final Set<String> COURSE = Set.of("problem", "rectification", "spotcheck", "reassessment");

    /** Chinese name of the step alone, without number and title of its case. */
    public String stepName() {
        return name.split(" " + Pattern.quote(businessKey), 2)[0];
    }

    /** Whether the person may take it back from who holds it: the head of the unit, from a colleague. */
    public boolean isTakenBackBy(Person person) {
        return assignee != null
                && !assignee.equals(person.login())
                && person.has(Role.UNIT_HEAD)
                && person.worksFor(unit);
    }

    /** Whether it is a step of the item's own course, not of a process that runs beside it. */
    public boolean onCourse() {
        return COURSE.contains(process);
    }
}

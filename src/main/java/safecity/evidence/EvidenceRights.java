package safecity.evidence;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;

/** Who sees files: whoever sees the item. Who changes them: the assignee of an open task that takes files. */
@Component
final class EvidenceRights {

    private final Items items;
    private final CurrentSteps steps;
    private final EvidencePlaces places;

    EvidenceRights(Items items, CurrentSteps steps, EvidencePlaces places) {
        this.items = items;
        this.steps = steps;
        this.places = places;
    }

    /** Returns what a person may do by means of one task; empty if the task is no longer open or the item is hidden from the person. */
    Optional<Access> byTask(String taskId, Person person) {
        return steps.find(taskId)
                .flatMap(step -> items.findVisible(step.businessKey(), person).map(item -> access(person, item, step)));
    }

    /** Returns what a person may do with an item by any task that the person holds; empty if it is hidden from the person. */
    Optional<Access> byItem(String number, Person person) {
        return items.findVisible(number, person).map(item -> {
            List<Access> byStep = steps.of(number).stream()
                    .map(step -> access(person, item, step))
                    .toList();
            return byStep.stream()
                    .filter(access -> !access.phases().isEmpty())
                    .findFirst()
                    .or(() -> byStep.stream().filter(Access::claimable).findFirst())
                    .orElse(new Access(person, item, null, Set.of(), false));
        });
    }

    /** Returns what a person may do with a file; empty if its item is hidden from the person. */
    Optional<Access> byFile(EvidenceItem file, Person person) {
        return byItem(items.find(file.itemId()).number(), person);
    }

    /**
     * Lets pass who sees the file.
     *
     * @throws NoSuchElementException if its item is hidden from the person
     */
    void requireVisible(EvidenceItem file, Person person) {
        if (byFile(file, person).isEmpty()) {
            throw new NoSuchElementException("Evidence %d is hidden from %s".formatted(file.id(), person.login()));
        }
    }

    private Access access(Person person, Item item, CurrentStep step) {
        Set<Phase> taken = places.phases(step.process(), step.element());
        if (person.login().equals(step.assignee()) && !taken.isEmpty()) {
            return new Access(person, item, step, taken, false);
        }
        boolean claimable = !taken.isEmpty() && step.assignee() == null && person.worksFor(step.unit());
        return new Access(person, item, null, Set.of(), claimable);
    }
}

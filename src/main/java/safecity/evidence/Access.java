package safecity.evidence;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.Item;

/**
 * What a person may do with the files of an item that the person may see.
 *
 * @param step      open task in which the person may add files; null if there is none
 * @param phases    what added files may show; empty exactly if there is no such task
 * @param claimable whether there is a task that takes files and that the person could claim
 */
record Access(Person person, Item item, @Nullable CurrentStep step, Set<Phase> phases, boolean claimable) {

    /** Tells whether the person may delete the file: of this round, not submitted, from the own unit, of a phase that the task takes. */
    boolean mayDelete(EvidenceItem file) {
        return !file.sealed()
                && file.itemId() == item.id()
                && file.round() == item.round()
                && phases.contains(file.phase())
                && Objects.equals(file.unit(), person.unit());
    }
}

package safecity.tasklist;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.ItemLog;
import safecity.item.Items;

/** 放回待认领: by who claimed a task, or by the head of the unit for somebody who cannot, which the timeline tells. */
@Component
class PutBack {

    private final OpenTasks tasks;
    private final CurrentSteps steps;
    private final Items items;
    private final ItemLog log;
    private final People people;

    PutBack(OpenTasks tasks, CurrentSteps steps, Items items, ItemLog log, People people) {
        this.tasks = tasks;
        this.steps = steps;
        this.items = items;
        this.log = log;
        this.people = people;
    }

    /**
     * Gives a task back to its unit.
     *
     * @throws Refused if it is neither the person's own nor one that the person may take back
     */
    @Transactional
    public void of(String taskId, Person person) {
        Optional<CurrentStep> colleagues = steps.find(taskId).filter(step -> step.isTakenBackBy(person));
        if (colleagues.isEmpty()) {
            tasks.putBack(taskId, person.login());
        } else {
            takeBack(colleagues.get(), person);
        }
    }

    private void takeBack(CurrentStep step, Person head) {
        String holder = String.valueOf(step.assignee());
        tasks.putBack(step.taskId(), holder);
        items.find(step.businessKey())
                .ifPresent(item -> log.append(
                        item.id(),
                        head.login(),
                        "收回任务",
                        "从%s收回“%s”，放回待认领".formatted(people.require(holder).displayName(), taskOf(step))));
    }

    /** The name without the number and title that the timeline shows anyway. */
    private static String taskOf(CurrentStep step) {
        int end = step.name().indexOf(" " + step.businessKey());
        return end < 0 ? step.name() : step.name().substring(0, end);
    }
}

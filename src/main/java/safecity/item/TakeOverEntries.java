package safecity.item;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import safecity.identity.TaskTakenOver;

/** Writes into the timeline that a deputy took over a task. */
@Component
class TakeOverEntries {

    private final Items items;
    private final ItemLog log;

    TakeOverEntries(Items items, ItemLog log) {
        this.items = items;
        this.log = log;
    }

    @EventListener
    void write(TaskTakenOver task) {
        items.find(task.businessKey())
                .ifPresent(item -> log.append(
                        item.id(), task.deputy(), "代办", "代%s接办“%s”".formatted(task.representedName(), task.task())));
    }
}

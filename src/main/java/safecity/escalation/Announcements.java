package safecity.escalation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.escalation.Messenger.Message;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Tells a rung once, and notes in the timeline who was told. */
@Component
class Announcements {

    private final Watches watches;
    private final WatchedTasks tasks;
    private final Messenger messenger;
    private final ItemLog timeline;
    private final WorkingDays workingDays;
    private final Clock clock;

    Announcements(
            Watches watches,
            WatchedTasks tasks,
            Messenger messenger,
            ItemLog timeline,
            WorkingDays workingDays,
            Clock clock) {
        this.watches = watches;
        this.tasks = tasks;
        this.messenger = messenger;
        this.timeline = timeline;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** What tasks have in common that are told together. */
    private record Together(
            String kind,
            String act,
            String recipients,
            @Nullable String unit,
            boolean confidential) {}

    /** Tells a rung of the item, unless it is behind it already. */
    void tell(Item item, Rung rung) {
        if (!watches.tell(item.id(), item.approvedDeadline(), rung)) {
            return;
        }
        boolean late = rung.firesAt().isBefore(item.createdAt());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("act", rung.act());
        model.put("lamp", rung.lamp().word());
        model.put("left", left(item));
        String told = messenger.tell(item, new Message(rung.kind(), rung.recipients(), null, model, late));
        timeline.append(item.id(), null, rung.act(), "%s。%s".formatted(left(item), told));
    }

    /** Tells rungs of open tasks; what says the same to the same people is one notice. */
    void tell(Item item, List<TaskRung> rungs) {
        Map<Together, List<TaskRung>> groups = rungs.stream()
                .filter(rung -> tasks.tell(item.id(), rung))
                .collect(Collectors.groupingBy(
                        rung -> new Together(
                                rung.kind(),
                                rung.act(),
                                rung.recipients(),
                                rung.task().unit(),
                                rung.task().confidential()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.forEach((group, members) -> {
            String names = members.stream().map(rung -> rung.task().name()).collect(Collectors.joining("、"));
            @Nullable LocalDate due = members.get(0).task().lastDay();
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("act", group.act());
            model.put("tasks", names);
            model.put("due", due);
            Message message = new Message(group.kind(), group.recipients(), group.unit(), model, false);
            String said = "“%s”。%s".formatted(names, messenger.tell(item, message));
            if (group.confidential()) {
                timeline.appendConfidential(item.id(), null, group.act(), said);
            } else {
                timeline.append(item.id(), null, group.act(), said);
            }
        });
    }

    /** Returns why a document is drafted, in half a sentence. */
    String occasion(Item item) {
        return "该问题超过整改时限 %d 个工作日".formatted(Math.abs(remaining(item)));
    }

    private String left(Item item) {
        int days = remaining(item);
        if (today().equals(item.approvedDeadline())) {
            return "今日到期";
        }
        return days < 0 ? "超期 %d 个工作日".formatted(-days) : "剩余 %d 个工作日".formatted(days);
    }

    private int remaining(Item item) {
        return workingDays.remaining(today(), item.approvedDeadline());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

package safecity.press;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.notice.Outbox;
import safecity.unit.Units;

/**
 * Presses items, each in a transaction of its own. An item is pressed at most once a working day; a day off counts for the next working day. The unit
 * that holds the item's open task is pressed, with the person who holds it and the unit's heads told, or everybody there while nobody holds it.
 */
@Component
class Pressing {

    static final int LONGEST_WORDS = 500;

    private static final String PROCESS = "press";

    private final Items items;
    private final ItemLog timeline;
    private final CurrentSteps steps;
    private final Presses presses;
    private final People people;
    private final Units units;
    private final WorkingDays workingDays;
    private final Processes processes;
    private final Outbox outbox;
    private final Clock clock;

    Pressing(
            Items items,
            ItemLog timeline,
            CurrentSteps steps,
            Presses presses,
            People people,
            Units units,
            WorkingDays workingDays,
            Processes processes,
            Outbox outbox,
            Clock clock) {
        this.items = items;
        this.timeline = timeline;
        this.steps = steps;
        this.presses = presses;
        this.people = people;
        this.units = units;
        this.workingDays = workingDays;
        this.processes = processes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Who is to act on an item, and who there can be told. */
    private record Target(String unit, String unitName, String step, List<Person> recipients) {

        String inWords() {
            String mails = recipients.isEmpty()
                    ? "该单位没有登记邮箱，不发邮件，只生成签收任务"
                    : "通知 %s"
                            .formatted(recipients.stream()
                                    .map(Person::displayName)
                                    .reduce((one, other) -> one + "、" + other)
                                    .orElseThrow());
            return "催办%s（%s），%s".formatted(unitName, step, mails);
        }
    }

    /**
     * Says what pressing an item would do now.
     *
     * @throws Refused as pressing it would be
     */
    @Transactional(readOnly = true)
    public String preview(Item item) {
        return target(item).inWords();
    }

    /**
     * Presses an item; returns what was done.
     *
     * @param words what the unit is to read; may be empty
     * @throws Refused if the item is closed or paused, was pressed for this day already, or if nobody but the office is to act
     */
    @Transactional
    public String press(String number, String words, Person by) {
        long id = items.findVisible(number, by)
                .orElseThrow(() -> new Refused("没有这个问题，请核对编号"))
                .id();
        presses.hold(id);
        Item item = items.find(id);
        Target target = target(item);
        LocalDate day = day();
        long press = presses.add(
                        id,
                        day,
                        target.unit(),
                        target.step(),
                        words,
                        target.recipients().size(),
                        by.login())
                .orElseThrow(() -> pressedAlready(id, day));
        outbox.tell(target.recipients(), id, "pressed", day, Map.of("step", target.step()));
        timeline.append(id, by.login(), "催办", target.inWords() + (words.isEmpty() ? "" : "：" + words));
        processes.tell("pressedAgain", number);
        processes.start(PROCESS, number, Map.of("problemId", id, "pressId", press));
        return "已" + target.inWords();
    }

    /** Returns the working day that a press of this moment counts for. */
    LocalDate day() {
        LocalDate today = LocalDate.now(clock);
        return workingDays.isWorkingDay(today) ? today : workingDays.shift(today, 1);
    }

    private Target target(Item item) {
        if (item.status() == Status.CLOSED) {
            throw new Refused("已销号，不再催办");
        }
        if (item.pausedOn() != null && !item.pausedOn().isAfter(LocalDate.now(clock))) {
            throw new Refused("已挂账暂停，恢复计时后再催办");
        }
        if (presses.on(item.id(), day()).isPresent()) {
            throw pressedAlready(item.id(), day());
        }
        List<CurrentStep> waiting = steps.of(item.number()).stream()
                .filter(step -> step.unit() != null && !step.process().equals(PROCESS))
                .toList();
        if (waiting.isEmpty()) {
            throw new Refused("当前没有待办环节，无人可催");
        }
        List<CurrentStep> others = waiting.stream()
                .filter(step -> !Units.OFFICE.equals(step.unit()))
                .toList();
        if (others.isEmpty()) {
            throw new Refused("当前环节“%s”由创安办自己办理，请到任务列表办理".formatted(nameOf(waiting.get(0))));
        }
        CurrentStep step =
                others.stream().filter(CurrentStep::onCourse).findFirst().orElse(others.get(0));
        String unit = String.valueOf(step.unit());
        return new Target(unit, units.byCode(unit).shortName(), nameOf(step), recipients(unit, step.assignee()));
    }

    private Refused pressedAlready(long itemId, LocalDate day) {
        Press earlier = presses.on(itemId, day).orElseThrow();
        return new Refused("%s 已由%s催办，每个问题每个工作日只催办一次".formatted(day, earlier.pressedBy()));
    }

    private List<Person> recipients(String unit, @Nullable String assignee) {
        List<Person> reachable = people.reachableIn(unit);
        boolean held = reachable.stream().anyMatch(person -> person.login().equals(assignee));
        return held
                ? reachable.stream()
                        .filter(person -> person.login().equals(assignee) || person.has(Role.UNIT_HEAD))
                        .toList()
                : reachable;
    }

    /** A task's name goes on with its item's number and title. */
    private static String nameOf(CurrentStep step) {
        return step.name().split(" " + step.businessKey(), 2)[0];
    }
}

package safecity.spotcheck;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;

/**
 * 点名抽查: orders checks of items, each in a transaction of its own, once their unit has submitted and until their effect is judged. The order is written
 * down and told to the process, which leads the item to the check. The unit is not told beforehand, as it is not of a random check.
 */
@Component
class CheckOrdering {

    static final int LONGEST_REASON = 500;

    private static final String MESSAGE = "checkOrdered";

    private final Items items;
    private final ItemLog timeline;
    private final CurrentSteps steps;
    private final CheckOrders orders;
    private final People people;
    private final Processes processes;

    CheckOrdering(
            Items items, ItemLog timeline, CurrentSteps steps, CheckOrders orders, People people, Processes processes) {
        this.items = items;
        this.timeline = timeline;
        this.steps = steps;
        this.orders = orders;
        this.people = people;
        this.processes = processes;
    }

    /**
     * Says what ordering a check of an item would do now.
     *
     * @throws Refused as ordering it would be
     */
    @Transactional(readOnly = true)
    public String preview(Item item) {
        requireOrderable(item);
        return item.status() == Status.SUBMITTED ? "待核查：核查通过后直接抽查，不再看是否抽中" : "待复评：收回复评，由专家组现场抽查" + heldBy(item);
    }

    /**
     * Orders a check of an item; returns what was done.
     *
     * @throws Refused if it is not submitted yet, closed, judged, checked in this round or to be checked anyway
     */
    @Transactional
    public String order(String number, String reason, Person by) {
        long id = items.findVisible(number, by)
                .orElseThrow(() -> new Refused("没有这个问题，请核对编号"))
                .id();
        orders.hold(id);
        Item item = items.find(id);
        requireOrderable(item);
        orders.add(id, item.round(), reason, by.login());
        timeline.append(id, by.login(), "点名抽查", reason);
        processes.deliver(MESSAGE, number);
        return item.status() == Status.SUBMITTED ? "已记入抽查名单，核查通过后直接抽查" : "已收回复评，由专家组现场抽查";
    }

    private void requireOrderable(Item item) {
        switch (item.status()) {
            case SUBMITTED, VERIFIED -> {}
            case CLOSED -> throw new Refused("已销号，不再抽查");
            default ->
                throw new Refused("%s，单位提交整改结果后才能派抽查".formatted(item.status().label()));
        }
        orders.open(item.id()).ifPresent(order -> {
            throw new Refused("已由%s点名抽查，等待抽查".formatted(order.orderedBy()));
        });
        if (orders.checked(item.id(), item.round())) {
            throw new Refused("第 %d 轮整改已经抽查过，不重复抽查".formatted(item.round()));
        }
        if (steps.of(item.number()).stream().anyMatch(step -> step.process().equals("spotcheck"))) {
            throw new Refused("已抽中，正等专家组现场抽查");
        }
        if (!processes.awaits(MESSAGE, item.number())) {
            throw new Refused("当前环节不能派抽查：复评已有结论，或本问题按不含点名抽查的旧版流程办理");
        }
    }

    private String heldBy(Item item) {
        return steps.of(item.number()).stream()
                .filter(CurrentStep::onCourse)
                .map(CurrentStep::assignee)
                .filter(login -> login != null)
                .findFirst()
                .map(login ->
                        "；%s已认领复评，填写的内容不保留".formatted(people.require(login).displayName()))
                .orElse("");
    }
}

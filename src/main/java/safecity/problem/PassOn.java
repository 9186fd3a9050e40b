package safecity.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;
import safecity.unit.Units;

/**
 * 转办: gives items to another unit, each in a transaction of its own, while their unit has not signed for them yet. The decision is written down and told
 * to the process, which moves the item.
 */
@Component
class PassOn {

    static final int LONGEST_REASON = 500;

    private final Items items;
    private final Units units;
    private final PassingsOn passingsOn;
    private final Processes processes;

    PassOn(Items items, Units units, PassingsOn passingsOn, Processes processes) {
        this.items = items;
        this.units = units;
        this.passingsOn = passingsOn;
        this.processes = processes;
    }

    /**
     * Says what passing an item on would do now.
     *
     * @param toUnit code of the new unit; null while none is chosen
     * @throws Refused as passing it on would be
     */
    @Transactional(readOnly = true)
    public String preview(Item item, @Nullable String toUnit) {
        requirePassable(item);
        return toUnit == null ? "待签收，现由%s承办".formatted(nameOf(item.leadUnit())) : change(item, toUnit);
    }

    /**
     * Passes an item on; returns what was done.
     *
     * @throws Refused if the unit signed for it, handed it back or asked for time already, or if it is responsible for it already
     */
    @Transactional
    public String passOn(String number, String toUnit, String reason, Person by) {
        long id = items.findVisible(number, by)
                .orElseThrow(() -> new Refused("没有这个问题，请核对编号"))
                .id();
        passingsOn.hold(id);
        Item item = items.find(id);
        requirePassable(item);
        String change = change(item, toUnit);
        passingsOn.decide(id, new PassingOn(item.leadUnit(), toUnit, reason, by.login()));
        processes.deliver("passedOn", number);
        return "已" + change;
    }

    /** Whether an item can be given to the unit at all. */
    void requireUnit(String toUnit) {
        if (!units.canBeResponsible(toUnit)) {
            throw new Refused("请选择转办单位；只能选责任单位名录中的单位");
        }
    }

    private void requirePassable(Item item) {
        switch (item.status()) {
            case DISPATCHED -> {}
            case HANDED_BACK -> throw new Refused("已退回待裁定，请在任务列表办理“裁定退回”时改派");
            case CLOSED -> throw new Refused("已销号，不再转办");
            default -> throw new Refused("%s已签收，不能转办；确需换单位的，由该单位说明后另行派发".formatted(nameOf(item.leadUnit())));
        }
        if (passingsOn.waitsForDecision(item.id())) {
            throw new Refused("延期或挂账申请尚未办结，办结后再转办");
        }
    }

    private String change(Item item, String toUnit) {
        requireUnit(toUnit);
        if (toUnit.equals(item.leadUnit())) {
            throw new Refused("已由%s承办，请选择其他单位".formatted(nameOf(toUnit)));
        }
        return "由%s转办%s，重新签收".formatted(nameOf(item.leadUnit()), nameOf(toUnit));
    }

    private String nameOf(String unit) {
        return units.byCode(unit).shortName();
    }
}

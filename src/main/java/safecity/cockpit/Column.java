package safecity.cockpit;

import java.util.EnumSet;
import java.util.Set;

/** 列设置: what the list can show beside lamp, number and problem, in this order. */
public enum Column {
    GRADE("级别"),
    UNIT("责任单位"),
    LOCALITY("属地"),
    TASK("主要任务"),
    SOURCE("来源"),
    ARRIVED("派发日期"),
    STEP("当前环节·办理人"),
    DEADLINE("现行时限（原定）"),
    LEFT("剩余工作日");

    /** What is shown to who never chose. */
    static final Set<Column> USUAL = EnumSet.of(GRADE, UNIT, STEP, DEADLINE, LEFT);

    private final String label;

    Column(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}

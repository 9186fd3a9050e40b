package safecity.tasklist;

import java.util.Arrays;

/** The tabs of 我的任务. Conditions on alias {@code t}, an open task, with parameters {@code :login}, {@code :unit} and {@code :now}. */
enum MyTab {
    WAITING("waiting", "待办", "t.assignee is null and t.unit = :unit", "没有等待认领的任务。"),
    HELD("held", "在办", "t.assignee = :login", "您没有已认领的任务。"),
    OVERDUE(
            "overdue",
            "超期",
            "(t.assignee = :login or t.assignee is null and t.unit = :unit) and t.due < :now",
            "没有超过办理期限的任务。"),
    DONE("done", "已办", "false", "您还没有办理过问题或清单。");

    private final String key;
    private final String label;
    private final String condition;
    private final String nothing;

    MyTab(String key, String label, String condition, String nothing) {
        this.key = key;
        this.label = label;
        this.condition = condition;
        this.nothing = nothing;
    }

    /** Value of the URL parameter {@code tab}. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** What the page says if there is nothing. */
    public String nothing() {
        return nothing;
    }

    /** Whether it holds open tasks. */
    public boolean open() {
        return this != DONE;
    }

    String condition() {
        return condition;
    }

    static MyTab of(String key) {
        return Arrays.stream(values())
                .filter(tab -> tab.key.equals(key))
                .findFirst()
                .orElse(WAITING);
    }
}

package safecity.engine;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * The filters that everybody finds in Tasklist, in the order of its left column. Each names the user's groups or the user: under the engine's
 * authorization a query that names neither takes 15 seconds a count at 200,000 open tasks; one that does starts from the index on the identity
 * links of one group (or on the assignee), and a page of Tasklist takes 50 to 75 ms (median). For the same reason none looks at a process variable:
 * what a card shows beside the name comes from our own tables.
 */
enum SharedFilter {
    UNCLAIMED(
            "待认领",
            "本单位还没有人认领的任务",
            "#0B3D91",
            tasks -> tasks.taskCandidateGroupInExpression(AllowedQueryExpressions.CURRENT_USER_GROUPS)),
    MINE(
            "我的任务",
            "由我认领、正在办理的任务",
            "#389E0D",
            tasks -> tasks.taskAssigneeExpression(AllowedQueryExpressions.CURRENT_USER)),
    MY_UNIT("本单位在办", "本单位全部未办结的任务，不论由谁认领", "#1677FF", SharedFilter::ofMyUnit),
    DUE_TODAY(
            "今日到期",
            "本单位今天到期的任务",
            "#D46B08",
            tasks -> ofMyUnit(tasks)
                    .dueAfterExpression(AllowedQueryExpressions.START_OF_TODAY)
                    .dueBeforeExpression(AllowedQueryExpressions.START_OF_TOMORROW)),
    DUE_SOON(
            "三日内到期",
            "本单位今天或此后三日内（自然日）到期的任务",
            "#D48806",
            tasks -> ofMyUnit(tasks)
                    .dueAfterExpression(AllowedQueryExpressions.START_OF_TODAY)
                    .dueBeforeExpression(AllowedQueryExpressions.AFTER_THREE_DAYS)),
    OVERDUE(
            "已超期",
            "本单位已超过办理期限的任务",
            "#CF1322",
            tasks -> ofMyUnit(tasks).dueBeforeExpression(AllowedQueryExpressions.NOW)),
    RETURNED(
            "被退回",
            "方案、核查、抽查或复评未通过，退回本单位的任务",
            "#722ED1",
            tasks -> ofMyUnit(tasks).taskMinPriority(SharedFilters.RETURNED_PRIORITY));

    private final String title;
    private final String description;
    private final String color;
    private final UnaryOperator<TaskQuery> criteria;

    SharedFilter(String title, String description, String color, UnaryOperator<TaskQuery> criteria) {
        this.title = title;
        this.description = description;
        this.color = color;
        this.criteria = criteria;
    }

    String title() {
        return title;
    }

    /** Adds the filter's criteria to an empty query. */
    TaskQuery criteria(TaskQuery tasks) {
        return criteria.apply(tasks);
    }

    /** What Tasklist shows of the filter; the one with the lowest priority is opened first. */
    Map<String, Object> properties() {
        return Map.of(
                "description",
                description,
                "color",
                color,
                "priority",
                ordinal(),
                "refresh",
                true,
                "showUndefinedVariable",
                false);
    }

    private static TaskQuery ofMyUnit(TaskQuery tasks) {
        return tasks.taskCandidateGroupInExpression(AllowedQueryExpressions.CURRENT_USER_GROUPS)
                .includeAssignedTasks();
    }
}

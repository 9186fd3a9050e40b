package safecity.cockpit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import safecity.item.Items;

/**
 * 视图: the ready-made selections above the list. Conditions on alias {@code i} with parameters {@code :today}, {@code :soon},
 * {@code :nextWorkingDay} and {@code :zone}. Some are reached from the board only and have no tab.
 */
public enum View {
    ALL("all", "全部", "true", "目前没有问题。"),
    OPEN("open", "未办结", FigureSql.OPEN, "没有未办结的问题。"),
    OVERDUE("overdue", "超期", FigureSql.OVERDUE, "没有超期的问题。"),
    SOON(
            "soon",
            "三日内到期",
            FigureSql.RUNNING + " and i.approved_deadline >= :today and i.approved_deadline < :soon",
            "三个工作日内没有到期的问题。"),
    SUBMITTED("submitted", "待核查", "i.status = 'SUBMITTED'", "没有等待核查的问题。"),
    VERIFIED("verified", "待销号", "i.status = 'VERIFIED'", "没有等待销号的问题。"),
    RETURNED("returned", "被退回", Items.RETURNED, "没有被退回的问题。"),
    PAUSED("paused", "挂账", "i.paused_on is not null", "没有挂账的问题。"),
    PRESSED(
            "pressed",
            "催办未签收",
            "i.status <> 'CLOSED' and i.id in (select p.item_id from safecity.press p where p.signed_at is null)",
            "没有催办未签收的问题。"),
    TOMORROW(
            "tomorrow",
            "明日到期",
            FigureSql.RUNNING + " and i.approved_deadline > :today and i.approved_deadline <= :nextWorkingDay",
            "下一个工作日没有到期的问题。"),
    EXTENSION(
            "extension",
            "延期待批",
            "i.id in (select e.item_id from safecity.extension e where e.state = 'ASKED')",
            "没有等待批准的延期申请。"),
    UNANSWERED("unanswered", "红灯未回应", FigureSql.OVERDUE + " " + """
            and (i.id in (select p.item_id from safecity.press p where p.signed_at is null)
                 or i.id in (select d.item_id from safecity.document d where d.status in ('ISSUED', 'SIGNED')))""", "没有超期后未签收、未回复的问题。"),
    LATE("late", "超期办结", FigureSql.LATE_BY_APPROVED, "没有超过现行时限才销号的问题。"),
    LATE_BY_ORIGINAL("late-original", "超原定时限办结", FigureSql.LATE_BY_ORIGINAL, "没有超过原定时限才销号的问题。");

    private static final Set<View> FROM_THE_BOARD = EnumSet.of(TOMORROW, EXTENSION, UNANSWERED, LATE_BY_ORIGINAL);

    private final String key;
    private final String label;
    private final String condition;
    private final String nothing;

    View(String key, String label, String condition, String nothing) {
        this.key = key;
        this.label = label;
        this.condition = condition;
        this.nothing = nothing;
    }

    /** Value of the URL parameter {@code view}. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** What the list says if the view is empty. */
    public String nothing() {
        return nothing;
    }

    /** Whether the view has a tab above the list. */
    public boolean tab() {
        return !FROM_THE_BOARD.contains(this);
    }

    String condition() {
        return condition;
    }

    static View of(String key) {
        return Arrays.stream(values())
                .filter(view -> view.key.equals(key))
                .findFirst()
                .orElse(ALL);
    }
}

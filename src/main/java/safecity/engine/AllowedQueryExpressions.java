package safecity.engine;

import java.util.Set;

/**
 * The only expressions that a query or a stored filter may hold (guard G2), compared letter by letter. A shared filter takes its expression from
 * here; a new one is a new constant.
 */
public final class AllowedQueryExpressions {

    /** Login of the person who looks. */
    public static final String CURRENT_USER = "${currentUser()}";

    /** Groups of the person who looks. */
    public static final String CURRENT_USER_GROUPS = "${currentUserGroups()}";

    /** This moment, by the engine's clock. */
    public static final String NOW = "${now()}";

    /** 00:00 of today. */
    public static final String START_OF_TODAY = "${startOfDay(0)}";

    /** 00:00 of tomorrow: before it lies what is due by the end of today. */
    public static final String START_OF_TOMORROW = "${startOfDay(1)}";

    /** 00:00 of the fourth day from today: before it lies what is due within three days. */
    public static final String AFTER_THREE_DAYS = "${startOfDay(4)}";

    /** All of them. */
    public static final Set<String> ALL =
            Set.of(CURRENT_USER, CURRENT_USER_GROUPS, NOW, START_OF_TODAY, START_OF_TOMORROW, AFTER_THREE_DAYS);

    private AllowedQueryExpressions() {}

    /** Throws unless the text is one of ours. */
    static void require(String expression) {
        if (!ALL.contains(expression)) {
            throw new Refused("查询条件中不允许使用表达式“%s”，请改用固定的值".formatted(expression));
        }
    }
}

package safecity.cockpit;

/**
 * 未办结、超期、按期: what the words mean, in SQL, once for all that counts. Conditions on alias {@code i} with the items' columns {@code status},
 * {@code paused_on}, {@code closed_at} and both deadlines as they stand on the day {@code :today}; {@code :zone} is the name of the time zone of days.
 */
public final class FigureSql {

    /** 未办结. */
    public static final String OPEN = "i.status <> 'CLOSED'";

    /** Open, and the clock runs. */
    static final String RUNNING = OPEN + " and i.paused_on is null";

    /** 超期: the approved deadline has passed while the clock runs; an item due on the day is not overdue yet. */
    public static final String OVERDUE = RUNNING + " and i.approved_deadline < :today";

    /** Closed by the end of the deadline as first set. */
    static final String IN_TIME_BY_ORIGINAL = "i.closed_at < (i.original_deadline + 1)::timestamp at time zone :zone";

    /** Closed by the end of the deadline as it stood in the end. */
    static final String IN_TIME_BY_APPROVED = "i.closed_at < (i.approved_deadline + 1)::timestamp at time zone :zone";

    /** Closed after the deadline as first set. */
    static final String LATE_BY_ORIGINAL = "i.closed_at >= (i.original_deadline + 1)::timestamp at time zone :zone";

    /** 超期办结: closed after the deadline as it stood in the end. */
    static final String LATE_BY_APPROVED = "i.closed_at >= (i.approved_deadline + 1)::timestamp at time zone :zone";

    /** 按期办结 by each of the two clocks: columns {@code by_original} and {@code by_approved}. */
    static final String IN_TIME = """
            count(*) filter (where %s) as by_original,
            count(*) filter (where %s) as by_approved""".formatted(IN_TIME_BY_ORIGINAL, IN_TIME_BY_APPROVED);

    /** What a unit has been responsible for: columns {@code total, open, overdue, closed, by_original, by_approved}, in this order. */
    public static final String COUNTS = """
            count(*) as total,
            count(*) filter (where %s) as open,
            count(*) filter (where %s) as overdue,
            count(*) filter (where i.closed_at is not null) as closed,
            %s""".formatted(OPEN, OVERDUE, IN_TIME);

    private FigureSql() {}
}

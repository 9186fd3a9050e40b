package safecity.cockpit;

import java.util.Arrays;

/** By what the list is sorted. Where the deadline decides, items whose clock runs come first, closed ones last. */
public enum Sort {
    DEADLINE("deadline", "(i.status = 'CLOSED'), (i.paused_on is not null), i.approved_deadline%s"),
    NUMBER("number", "i.number%s"),
    GRADE("grade", "case i.grade when 'MAJOR' then 0 else 1 end%s, i.approved_deadline"),
    UNIT("unit", "lead.position%s, i.approved_deadline"),
    STATUS("status", """
            array_position(array['DISPATCHED', 'HANDED_BACK', 'PLANNING', 'RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED'], i.status)%s,
            i.approved_deadline""");

    private final String key;
    private final String columns;

    Sort(String key, String columns) {
        this.key = key;
        this.columns = columns;
    }

    /** Value of the URL parameter {@code sort}; a leading {@code -} reverses it. */
    String key() {
        return key;
    }

    /** Returns the {@code order by} of the list; the row number breaks ties, so that pages never overlap. */
    String orderBy(boolean descending) {
        return columns.formatted(descending ? " desc" : "") + ", i.id";
    }

    static Sort of(String key) {
        return Arrays.stream(values())
                .filter(sort -> sort.key.equals(key))
                .findFirst()
                .orElse(DEADLINE);
    }
}

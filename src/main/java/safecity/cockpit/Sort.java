package safecity.cockpit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** By what the list is sorted. Where the deadline decides, items whose clock runs come first, closed ones last. */
public enum Sort {
    DEADLINE(
            "deadline",
            List.of(Key.number("i.stage"), Key.day("i.approved_deadline")),
            List.of(Key.number("i.stage"), Key.number("(date '2000-01-01' - i.approved_deadline)"))),
    NUMBER("number", List.of(Key.text("i.number")), List.of()),
    GRADE(
            "grade",
            List.of(Key.number("(case i.grade when 'MAJOR' then 0 else 1 end)"), Key.day("i.approved_deadline")),
            List.of(Key.number("(case i.grade when 'MAJOR' then 1 else 0 end)"), Key.day("i.approved_deadline"))),
    UNIT(
            "unit",
            List.of(Key.number("lead.position"), Key.day("i.approved_deadline")),
            List.of(Key.number("(- lead.position)"), Key.day("i.approved_deadline"))),
    STATUS(
            "status",
            List.of(Key.number(Key.STATUS), Key.day("i.approved_deadline")),
            List.of(Key.number("(- " + Key.STATUS + ")"), Key.day("i.approved_deadline")));

    private final String key;
    private final List<Key> ascending;
    private final List<Key> descending;

    /** Without {@code descending} the other way round is walked backwards. */
    Sort(String key, List<Key> ascending, List<Key> descending) {
        this.key = key;
        this.ascending = ascending;
        this.descending = descending;
    }

    /** What rows are compared by, smaller ones first. */
    record Key(String expression, String type, String pattern) {

        private static final String STATUS = """
                array_position(array['DISPATCHED', 'HANDED_BACK', 'PLANNING', 'RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED'], i.status)""";

        private static Key number(String expression) {
            return new Key(expression, "int", "-?[0-9]{1,9}");
        }

        private static Key day(String expression) {
            return new Key(expression, "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}");
        }

        private static Key text(String expression) {
            return new Key(expression, "text", "[A-Za-z0-9-]{1,40}");
        }

        /** Whether the text can be a value of it. */
        boolean takes(String value) {
            return value.matches(pattern) && (!type.equals("date") || ItemParameters.day(value) != null);
        }
    }

    /** Value of the URL parameter {@code sort}; a leading {@code -} reverses it. */
    String key() {
        return key;
    }

    /** Returns what rows are compared by; the row number breaks ties, so that pages never overlap. */
    List<Key> keys(boolean reversed) {
        List<Key> keys = new ArrayList<>(reversed && !descending.isEmpty() ? descending : ascending);
        keys.add(new Key("i.id", "bigint", "[0-9]{1,18}"));
        return keys;
    }

    /** Returns the {@code order by} of the list, or of the list read from its end. */
    String orderBy(boolean reversed, boolean fromEnd) {
        String way = walksDown(reversed, fromEnd) ? " desc" : "";
        return keys(reversed).stream().map(each -> each.expression() + way).collect(Collectors.joining(", "));
    }

    /** Returns the condition that a row lies behind the one of the cursor, with parameters {@code :cursor0} and so on. */
    String beyond(boolean reversed, boolean fromEnd) {
        List<Key> keys = keys(reversed);
        return keys.stream().map(Key::expression).collect(Collectors.joining(", ", "(", ")"))
                + (walksDown(reversed, fromEnd) ? " < " : " > ")
                + IntStream.range(0, keys.size())
                        .mapToObj(at -> "cast(:cursor%d as %s)"
                                .formatted(at, keys.get(at).type()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Whether the rows are read from the greater to the smaller. */
    boolean walksDown(boolean reversed, boolean fromEnd) {
        return (reversed && descending.isEmpty()) != fromEnd;
    }

    static Sort of(String key) {
        return Arrays.stream(values())
                .filter(sort -> sort.key.equals(key))
                .findFirst()
                .orElse(DEADLINE);
    }
}

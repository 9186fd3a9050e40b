package safecity.escalation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs of one row of a table of rungs; what is missing is told by its name. */
record RungRow(String table, Map<String, Object> outputs) {

    String text(String output) {
        return (String) required(output);
    }

    int number(String output) {
        return ((Number) required(output)).intValue();
    }

    @Nullable
    String optional(String output) {
        return (String) outputs.get(output);
    }

    private Object required(String output) {
        Object value = outputs.get(output);
        if (value == null) {
            throw new IllegalStateException("%s 有一行没有填“%s”：%s".formatted(table, output, outputs));
        }
        return value;
    }
}

package safecity.engine;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a decision table may say: values, comparisons, ranges and lists of them, {@code not(…)}, and one choice between columns
 * ({@code if a = "" then b else a}). FEEL can do much more: loops, functions and patterns that keep a processor busy for ever.
 */
final class DecisionCells {

    private static final int LONGEST = 1000;
    private static final int DEEPEST = 3;

    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:(?<text>\"(?:[^\"\\\\]|\\\\.)*+\")|(?<number>\\d+(?:\\.\\d+)?)|(?<name>[\\p{L}_][\\p{L}\\w]*+)"
                    + "|(?<sign>\\.\\.|<=|>=|!=|[<>=\\[\\](),-]))");
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");
    private static final Set<String> CHOICE = Set.of("if", "then", "else");

    private DecisionCells() {}

    /**
     * Says in Chinese why a cell is not accepted; null if it is.
     *
     * @param columns names that the input columns read
     */
    static @Nullable String problemOf(String cell, Set<String> columns) {
        String text = cell.strip();
        if (text.length() > LONGEST) {
            return "超过 %d 个字符".formatted(LONGEST);
        }
        Matcher word = WORD.matcher(text);
        int at = 0;
        int depth = 0;
        int choices = 0;
        boolean afterName = false;
        while (at < text.length()) {
            if (!word.find(at) || word.start() != at) {
                String rest = text.substring(at).strip();
                return "不能用“%s”".formatted(rest.substring(0, rest.offsetByCodePoints(0, 1)));
            }
            at = word.end();
            @Nullable String name = word.group("name");
            if (name != null && !name.equals("not") && !isKnown(name, columns)) {
                return "不认识“%s”".formatted(name);
            }
            choices += "if".equals(name) ? 1 : 0;
            String sign = word.group("sign") == null ? "" : word.group("sign");
            if (afterName && sign.equals("(")) {
                return "不能调用函数";
            }
            depth +=
                    sign.equals("(") || sign.equals("[") ? 1 : 0; // "]1..2[" opens with a closing one: it nests nothing
            if (depth > DEEPEST || choices > 1) {
                return "嵌套太深";
            }
            depth -= depth > 0 && (sign.equals(")") || sign.equals("]")) ? 1 : 0;
            afterName = name != null && !name.equals("not");
        }
        return null;
    }

    private static boolean isKnown(String name, Set<String> columns) {
        return CONSTANTS.contains(name) || CHOICE.contains(name) || columns.contains(name);
    }
}

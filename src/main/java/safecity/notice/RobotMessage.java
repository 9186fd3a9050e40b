package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message to a group: a heading and a line for each notice.
 *
 * @param heading one line
 * @param lines   what the message lists, in order
 */
record RobotMessage(String heading, List<Line> lines) {

    /** Characters that Markdown would read as marks, and what stands for them. */
    private static final String MARKS = "[]()*_`#<>~|\\";

    private static final String PLAIN = "［］（）＊＿｀＃＜＞～｜＼";

    /**
     * A notice as the group reads it.
     *
     * @param id   row
     * @param text act, number and title
     * @param link address of the item
     */
    record Line(long id, String text, String link) {}

    /** Returns a message of as many of the waiting notices, from the first on, as fit into one. */
    static RobotMessage of(Robot.Kind kind, List<Line> waiting) {
        List<Line> taken = new ArrayList<>();
        for (Line line : waiting) {
            taken.add(line);
            if (taken.size() > 1 && of(taken).text(kind).getBytes(UTF_8).length > kind.longest()) {
                taken.remove(taken.size() - 1);
                break;
            }
        }
        return of(taken);
    }

    private static RobotMessage of(List<Line> lines) {
        return new RobotMessage("创安督办 %d 条通知".formatted(lines.size()), List.copyOf(lines));
    }

    /** Returns the text in the robot's own markup. */
    String text(Robot.Kind kind) {
        StringBuilder text = new StringBuilder(kind == Robot.Kind.FEISHU ? heading : "### " + heading);
        for (Line line : lines) {
            switch (kind) {
                case WECOM -> text.append("\n> ").append(linked(line));
                case DINGTALK -> text.append("\n\n- ").append(linked(line));
                case FEISHU ->
                    text.append('\n').append(line.text()).append('\n').append(line.link());
            }
        }
        return text.toString();
    }

    /** Returns the body of the request, without a signature. */
    Map<String, Object> body(Robot.Kind kind) {
        Map<String, Object> body = new LinkedHashMap<>();
        switch (kind) {
            case WECOM -> {
                body.put("msgtype", "markdown");
                body.put("markdown", Map.of("content", text(kind)));
            }
            case DINGTALK -> {
                body.put("msgtype", "markdown");
                body.put("markdown", Map.of("title", heading, "text", text(kind)));
            }
            case FEISHU -> {
                body.put("msg_type", "text");
                body.put("content", Map.of("text", text(kind)));
            }
        }
        return body;
    }

    private static String linked(Line line) {
        StringBuilder plain = new StringBuilder();
        line.text().chars().forEach(character -> {
            int mark = MARKS.indexOf(character);
            plain.append(mark < 0 ? (char) character : PLAIN.charAt(mark));
        });
        return "[%s](%s)".formatted(plain, line.link());
    }
}

package safecity.audit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the log is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param from    first day; null for no bound
 * @param until   last day; null for no bound
 * @param person  a login, or part of a name; may be empty
 * @param act     the whole act; may be empty
 * @param outcome null for all
 * @param object  beginning of the object, such as an item's number; may be empty
 * @param before  only entries before this one, the latest first; 0 for the first page
 */
record AuditFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        String person,
        String act,
        @Nullable Outcome outcome,
        String object,
        long before) {

    private static final String PATH = "/audit";
    private static final int LONGEST = 100;

    static AuditFilter of(Map<String, String> parameters) {
        String outcome = text(parameters, "outcome");
        return new AuditFilter(
                day(text(parameters, "from")),
                day(text(parameters, "until")),
                text(parameters, "person"),
                text(parameters, "act"),
                Arrays.stream(Outcome.values())
                        .filter(each -> each.name().equals(outcome))
                        .findFirst()
                        .orElse(null),
                text(parameters, "object"),
                number(text(parameters, "before")));
    }

    /** Whether anything narrows the log. */
    public boolean narrows() {
        return from != null
                || until != null
                || outcome != null
                || !person.isEmpty()
                || !act.isEmpty()
                || !object.isEmpty();
    }

    /** URL of the page that begins behind an entry, with the same filters. */
    public String behind(long seq) {
        return url(PATH, seq);
    }

    /** URL of the first page with the same filters. */
    public String first() {
        return url(PATH, 0);
    }

    /** URL of the workbook with the same filters. */
    public String asWorkbook() {
        return url(PATH + "/export.xlsx", 0);
    }

    /** The filters in words; 全部 if there are none. */
    String inWords() {
        StringBuilder words = new StringBuilder();
        say(words, "从", from);
        say(words, "至", until);
        say(words, "人员", person);
        say(words, "操作", act);
        say(words, "结果", outcome == null ? null : outcome.label());
        say(words, "对象", object);
        return words.isEmpty() ? "全部" : words.toString();
    }

    private static void say(StringBuilder words, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            words.append(words.isEmpty() ? "" : "，").append(name).append(' ').append(value);
        }
    }

    private String url(String path, long behind) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("from", from == null ? "" : from.toString());
        parameters.put("until", until == null ? "" : until.toString());
        parameters.put("person", person);
        parameters.put("act", act);
        parameters.put("outcome", outcome == null ? "" : outcome.name());
        parameters.put("object", object);
        parameters.put("before", behind == 0 ? "" : Long.toString(behind));
        parameters.values().removeIf(String::isEmpty);
        UriComponentsBuilder url = UriComponentsBuilder.fromPath(path);
        parameters.forEach((key, given) -> url.queryParam(key, "{" + key + "}"));
        return url.encode().buildAndExpand(parameters).toUriString();
    }

    private static String text(Map<String, String> parameters, String name) {
        String clean = parameters
                .getOrDefault(name, "")
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1900 && day.getYear() <= 9998 ? day : null;
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}

package safecity.cockpit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Reads and writes what a URL says; what cannot be understood is as if it were not there. */
final class ItemParameters {

    private static final int LONGEST_TEXT = 100;

    private ItemParameters() {}

    static String text(Map<String, String> parameters, String name) {
        String text = parameters.getOrDefault(name, "");
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_TEXT)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return clean.strip();
    }

    static int number(Map<String, String> parameters, String name, int otherwise) {
        try {
            return Integer.parseInt(text(parameters, name));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** Reads a number of at least 1; null if it is none. */
    static @Nullable Integer positive(Map<String, String> parameters, String name) {
        int number = number(parameters, name, 0);
        return number > 0 ? Integer.valueOf(number) : null;
    }

    /** Reads the number of a row; null if it is none. */
    static @Nullable Long row(Map<String, String> parameters, String name) {
        @Nullable Integer number = positive(parameters, name);
        return number == null ? null : Long.valueOf(number);
    }

    /** Says of each date that cannot be read, and of days that end before they begin, why it does not narrow the list as was wished. */
    static List<String> complaints(Map<String, String> parameters) {
        List<String> complaints = new ArrayList<>();
        for (DayRange.Kind kind : DayRange.Kind.values()) {
            complain(kind.label() + "从", text(parameters, kind.first()), complaints);
            complain(kind.label() + "至", text(parameters, kind.last()), complaints);
            DayRange range = DayRange.of(kind, parameters);
            if (range.from() != null && range.until() != null && range.until().isBefore(range.from())) {
                complaints.add(
                        "%s从 %s 至 %s，后一个日期更早，所以没有问题符合。请对调两个日期".formatted(kind.label(), range.from(), range.until()));
            }
        }
        return complaints;
    }

    private static void complain(String field, String typed, List<String> complaints) {
        if (!typed.isEmpty() && day(typed) == null) {
            complaints.add("“%s”填的“%s”不是日期，这个条件没有生效。请按 2020-09-30 的格式填写".formatted(field, typed));
        }
    }

    /** Reads a date; null if it is none. */
    static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1900 && day.getYear() <= 2999 ? day : null;
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    static <E extends Enum<E>> @Nullable E constant(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Without any parameter the list opens as the viewer wishes, so that a URL that wants everything says so. */
    static String url(Map<String, String> parameters) {
        return url("/items", parameters);
    }

    /** The same for another path that takes the parameters of the list. */
    static String url(String path, Map<String, String> parameters) {
        UriComponentsBuilder url = UriComponentsBuilder.fromPath(path);
        parameters.forEach((key, given) -> url.queryParam(key, "{" + key + "}"));
        if (parameters.isEmpty()) {
            url.queryParam("view", View.ALL.key());
        }
        return url.encode().buildAndExpand(parameters).toUriString();
    }
}

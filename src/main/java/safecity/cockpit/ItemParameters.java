package safecity.cockpit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
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

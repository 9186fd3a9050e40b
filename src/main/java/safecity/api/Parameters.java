package safecity.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.ListingState;
import safecity.cockpit.View;
import safecity.item.Grade;
import safecity.item.Lamp;
import safecity.item.Part;
import safecity.item.Status;
import safecity.unit.Unit;

/** The parameters of a request. A program that misspells one is told so and not answered as if it were not there. */
final class Parameters {

    private static final int LARGEST_NUMBER_LENGTH = 9;

    private final Map<String, String> given;

    /**
     * Takes the parameters of a request.
     *
     * @throws ApiRefused if one of them is not known
     */
    Parameters(Map<String, String> given, String... known) {
        this.given = given;
        given.keySet().stream()
                .filter(name -> !List.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiRefused.wrong("没有参数“%s”，可用的有：%s".formatted(start(name), String.join("、", known)));
                });
    }

    /** Returns the filter that the list of the pages has for the same parameters, after each of them has been checked. */
    ItemFilter filter(List<Unit> units) {
        Map<String, String> filter = new HashMap<>();
        unit("unit", units, filter);
        unit("locality", units, filter);
        constant("status", Status.values(), filter);
        constant("grade", Grade.values(), filter);
        constant("lamp", Lamp.values(), filter);
        constant("listing", ListingState.values(), filter);
        constant("part", Part.values(), filter);
        if (filter.containsKey("part") && !filter.containsKey("unit")) {
            throw ApiRefused.wrong("part 要与 unit 一起用，说明该单位是牵头、配合还是属地");
        }
        view(filter);
        for (String name : List.of("q", "source")) {
            filter.put(name, text(name));
        }
        for (String name : List.of("from", "until")) {
            day(name, filter);
        }
        for (String name : List.of("list", "task")) {
            if (!text(name).isEmpty()) {
                filter.put(name, Integer.toString(number(name, 0, 1, Integer.MAX_VALUE)));
            }
        }
        return ItemFilter.of(filter);
    }

    String text(String name) {
        return given.getOrDefault(name, "").strip();
    }

    /** Returns a whole number within two bounds. */
    int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1," + LARGEST_NUMBER_LENGTH + "}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw ApiRefused.wrong("%s 应为 %d 至 %d 的整数".formatted(name, least, Math.min(most, 999_999_999)));
    }

    /** Returns a moment that is given with its offset, or as a day, which begins at midnight in Asia/Shanghai; null if none is given. */
    @Nullable
    Instant moment(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            // A plus sign that was not encoded arrives as a space.
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(WorkingDays.ZONE).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw ApiRefused.wrong("%s 应为带时区的时间，如 2020-09-28T10:00:00+08:00，或日期，如 2020-09-28".formatted(name));
        }
    }

    private void view(Map<String, String> filter) {
        String key = text("view");
        List<String> keys = Arrays.stream(View.values()).map(View::key).toList();
        if (!key.isEmpty() && !keys.contains(key)) {
            throw ApiRefused.wrong("view 不能是“%s”，可用的有：%s".formatted(start(key), String.join("、", keys)));
        }
        filter.put("view", key);
    }

    private void day(String name, Map<String, String> filter) {
        String text = text(name);
        try {
            if (!text.isEmpty()) {
                filter.put(name, LocalDate.parse(text).toString());
            }
        } catch (DateTimeException noDay) {
            throw ApiRefused.wrong("%s 应为日期，如 2020-09-28".formatted(name));
        }
    }

    private void unit(String name, List<Unit> units, Map<String, String> filter) {
        String code = text(name);
        if (code.isEmpty()) {
            return;
        }
        if (units.stream().noneMatch(unit -> unit.code().equals(code))) {
            throw ApiRefused.wrong("%s 没有代码为“%s”的单位".formatted(name, start(code)));
        }
        filter.put(name, code);
    }

    private void constant(String name, Enum<?>[] values, Map<String, String> filter) {
        String text = text(name);
        if (text.isEmpty()) {
            return;
        }
        List<String> names = Arrays.stream(values).map(Enum::name).toList();
        if (!names.contains(text)) {
            throw ApiRefused.wrong("%s 不能是“%s”，可用的有：%s".formatted(name, start(text), String.join("、", names)));
        }
        filter.put(name, text);
    }

    private static String start(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

package safecity.cockpit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import safecity.item.Grade;
import safecity.item.Lamp;
import safecity.item.Status;

/**
 * What the list is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param q        words that all must occur in number, description, place or unit; may be empty
 * @param unit     code of the responsible unit; empty for all
 * @param locality code of the town or subdistrict; empty for all
 * @param list     row of the list that the items come from; null for all
 * @param task     number of the main task that the items belong to; null for all
 * @param page     1 for the first
 * @param size     items per page: 20, 50 or 100
 */
public record ItemFilter(
        View view,
        String q,
        String unit,
        String locality,
        @Nullable Status status,
        @Nullable Grade grade,
        @Nullable Lamp lamp,
        @Nullable Long list,
        @Nullable Integer task,
        Sort sort,
        boolean descending,
        int page,
        int size) {

    static final List<Integer> SIZES = List.of(20, 50, 100);

    private static final int LONGEST_QUERY = 100;
    private static final int LAST_PAGE = 1_000_000;

    /** Reads the parameters of a request. */
    public static ItemFilter of(Map<String, String> parameters) {
        String sort = text(parameters, "sort");
        int size = number(parameters, "size", 20);
        return new ItemFilter(
                View.of(text(parameters, "view")),
                text(parameters, "q"),
                text(parameters, "unit"),
                text(parameters, "locality"),
                constant(Status.values(), text(parameters, "status")),
                constant(Grade.values(), text(parameters, "grade")),
                constant(Lamp.values(), text(parameters, "lamp")),
                number(parameters, "list", 0) > 0 ? Long.valueOf(number(parameters, "list", 0)) : null,
                number(parameters, "task", 0) > 0 ? Integer.valueOf(number(parameters, "task", 0)) : null,
                Sort.of(sort.startsWith("-") ? sort.substring(1) : sort),
                sort.startsWith("-"),
                Math.min(Math.max(number(parameters, "page", 1), 1), LAST_PAGE),
                SIZES.contains(size) ? size : SIZES.get(0));
    }

    /** The words of {@link #q} as patterns for {@code ilike}. */
    String[] patterns() {
        return Arrays.stream(q.split("[\\s\u3000]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toArray(String[]::new);
    }

    /** Whether anything but the view narrows the list. */
    public boolean narrows() {
        return !parameters().keySet().stream().allMatch(List.of("view", "sort", "size")::contains);
    }

    /** Whether the list is sorted by the column, for {@code aria-sort}; null if it is not. */
    public @Nullable String direction(String column) {
        return sort.key().equals(column) ? descending ? "descending" : "ascending" : null;
    }

    /** URL of the first page of another view with the same filters. */
    public String ofView(View other) {
        return with("view", other == View.ALL ? null : other.key());
    }

    /** URL sorted by a column; the other way round if it is sorted by it already. */
    public String sortedBy(String column) {
        return with("sort", sort.key().equals(column) && !descending ? "-" + column : column);
    }

    /** URL of a page. */
    public String atPage(int other) {
        return with("page", other == 1 ? null : Integer.toString(other));
    }

    /** URL with another number of items per page. */
    public String sized(int other) {
        return with("size", Integer.toString(other));
    }

    /** URL without one of the filters. */
    public String without(String name) {
        return with(name, null);
    }

    /** URL of the list without any filter. */
    public String reset() {
        return "/items";
    }

    /** Value of {@code sort} for the filter form; null if it is the usual one. */
    public @Nullable String sortParameter() {
        return parameters().get("sort");
    }

    /** URL of the items that the filter finds as a workbook of a kind, on all pages. */
    public String asWorkbook(String kind) {
        return url("/items/exports/" + kind + ".xlsx", parameters());
    }

    private String with(String name, @Nullable String value) {
        Map<String, String> parameters = parameters();
        parameters.remove(name);
        if (value != null) {
            parameters.put(name, value);
        }
        return url("/items", parameters);
    }

    private static String url(String path, Map<String, String> parameters) {
        UriComponentsBuilder url = UriComponentsBuilder.fromPath(path);
        parameters.forEach((key, given) -> url.queryParam(key, "{" + key + "}"));
        return url.encode().buildAndExpand(parameters).toUriString();
    }

    /** What is not as usual, without the page. */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("view", view == View.ALL ? "" : view.key());
        parameters.put("q", q);
        parameters.put("unit", unit);
        parameters.put("locality", locality);
        parameters.put("status", status == null ? "" : status.name());
        parameters.put("grade", grade == null ? "" : grade.name());
        parameters.put("lamp", lamp == null ? "" : lamp.name());
        parameters.put("list", Objects.toString(list, ""));
        parameters.put("task", Objects.toString(task, ""));
        parameters.put("sort", sort == Sort.DEADLINE && !descending ? "" : (descending ? "-" : "") + sort.key());
        parameters.put("size", size == SIZES.get(0) ? "" : Integer.toString(size));
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private static String text(Map<String, String> parameters, String name) {
        String text = parameters.getOrDefault(name, "");
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_QUERY)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return clean.strip();
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) {
        try {
            return Integer.parseInt(text(parameters, name));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}

package safecity.cockpit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.item.Grade;
import safecity.item.Lamp;
import safecity.item.Part;
import safecity.item.Status;

/**
 * What the list is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param q        words that all must occur in number, description, place or unit; may be empty
 * @param unit     code of a unit that takes part; empty for all
 * @param part     the part that the unit takes; LEAD unless something else is asked for
 * @param locality code of the town or subdistrict; empty for all
 * @param list     row of the list that the items come from; null for all
 * @param task     number of the main task that the items belong to; null for all
 * @param source   where the items were found out; empty for all
 * @param due      days of the approved deadline
 * @param dispatched days on which the items were dispatched
 * @param closed   days on which the items were closed
 * @param listing  whether the items are listed (挂牌); null for all
 * @param page     1 for the first; only says which page it is where there is a cursor
 * @param cursor   where the page begins; null to count the pages before it
 * @param size     items per page: 20, 50 or 100
 */
public record ItemFilter(
        View view,
        String q,
        String unit,
        Part part,
        String locality,
        @Nullable Status status,
        @Nullable Grade grade,
        @Nullable Lamp lamp,
        @Nullable Long list,
        @Nullable Integer task,
        String source,
        DayRange due,
        DayRange dispatched,
        DayRange closed,
        @Nullable ListingState listing,
        Sort sort,
        boolean descending,
        int page,
        @Nullable Cursor cursor,
        int size) {

    static final List<Integer> SIZES = List.of(20, 50, 100);

    private static final int LAST_PAGE = 1_000_000;

    /** Reads the parameters of a request. */
    public static ItemFilter of(Map<String, String> parameters) {
        String order = ItemParameters.text(parameters, "sort");
        boolean descending = order.startsWith("-");
        Sort sort = Sort.of(descending ? order.substring(1) : order);
        Part part = ItemParameters.constant(Part.values(), ItemParameters.text(parameters, "part"));
        int size = ItemParameters.number(parameters, "size", 20);
        return new ItemFilter(
                View.of(ItemParameters.text(parameters, "view")),
                ItemParameters.text(parameters, "q"),
                ItemParameters.text(parameters, "unit"),
                part == null || ItemParameters.text(parameters, "unit").isEmpty() ? Part.LEAD : part,
                ItemParameters.text(parameters, "locality"),
                ItemParameters.constant(Status.values(), ItemParameters.text(parameters, "status")),
                ItemParameters.constant(Grade.values(), ItemParameters.text(parameters, "grade")),
                ItemParameters.constant(Lamp.values(), ItemParameters.text(parameters, "lamp")),
                ItemParameters.row(parameters, "list"),
                ItemParameters.positive(parameters, "task"),
                ItemParameters.text(parameters, "source"),
                DayRange.of(DayRange.Kind.DEADLINE, parameters),
                DayRange.of(DayRange.Kind.DISPATCHED, parameters),
                DayRange.of(DayRange.Kind.CLOSED, parameters),
                ItemParameters.constant(ListingState.values(), ItemParameters.text(parameters, "listing")),
                sort,
                descending,
                Math.min(Math.max(ItemParameters.number(parameters, "page", 1), 1), LAST_PAGE),
                Cursor.of(parameters, sort.keys(descending)),
                SIZES.contains(size) ? size : SIZES.get(0));
    }

    /** The days that it may narrow, each of its kind. */
    public List<DayRange> ranges() {
        return List.of(due, dispatched, closed);
    }

    /** Whether anything but the view narrows the list. */
    public boolean narrows() {
        return !parameters().keySet().stream().allMatch(List.of("view", "sort", "size")::contains);
    }

    /** Whether any of the filters that stand behind 展开 narrows the list. */
    public boolean opened() {
        return task != null
                || !source.isEmpty()
                || ranges().stream().anyMatch(DayRange::narrows)
                || listing != null
                || part != Part.LEAD;
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

    /** URL of the first page. */
    public String firstPage() {
        return with("page", null);
    }

    /** URL of this page. */
    public String self() {
        Map<String, String> parameters = parameters();
        if (page > 1) {
            parameters.put("page", Integer.toString(page));
        }
        if (cursor != null) {
            parameters.put(cursor.parameter(), cursor.text());
        }
        return ItemParameters.url(parameters);
    }

    /** URL of the page behind a row. */
    public String behind(String row) {
        return at(page + 1, "after", row);
    }

    /** URL of the page before a row. */
    public String before(String row) {
        return page <= 2 ? firstPage() : at(page - 1, "before", row);
    }

    /** URL of the last page. */
    public String lastPage(int pages) {
        return at(pages, "before", Cursor.END);
    }

    private String at(int other, String direction, String row) {
        Map<String, String> parameters = parameters();
        parameters.put("page", Integer.toString(other));
        parameters.put(direction, row);
        return ItemParameters.url(parameters);
    }

    /** The same filter at another page, counted from the first. */
    ItemFilter counted(int other) {
        return new ItemFilter(
                view,
                q,
                unit,
                part,
                locality,
                status,
                grade,
                lamp,
                list,
                task,
                source,
                due,
                dispatched,
                closed,
                listing,
                sort,
                descending,
                other,
                null,
                size);
    }

    /** URL of the items that the filter finds as a workbook of a kind, on all pages. */
    public String asWorkbook(String kind) {
        return ItemParameters.url("/items/exports/" + kind + ".xlsx", parameters());
    }

    /** URL with another number of items per page. */
    public String sized(int other) {
        return with("size", Integer.toString(other));
    }

    /** URL without one of the filters. */
    public String without(String name) {
        Map<String, String> parameters = parameters();
        parameters.remove(name);
        if (name.equals("unit")) {
            parameters.remove("part");
        }
        return ItemParameters.url(parameters);
    }

    /** URL of the list without any filter. */
    public String reset() {
        return ItemParameters.url(Map.of());
    }

    /** What a saved view keeps: the filters, the view and the order, as a query string. */
    String saved() {
        return firstPage().substring(firstPage().indexOf('?') + 1);
    }

    /** Value of {@code sort} for the filter form; null if it is the usual one. */
    public @Nullable String sortParameter() {
        return parameters().get("sort");
    }

    private String with(String name, @Nullable String value) {
        Map<String, String> parameters = parameters();
        parameters.compute(name, (key, before) -> value);
        return ItemParameters.url(parameters);
    }

    /** What is not as usual, without the page. */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("view", view == View.ALL ? "" : view.key());
        parameters.put("q", q);
        parameters.put("unit", unit);
        parameters.put("part", part == Part.LEAD ? "" : part.name());
        parameters.put("locality", locality);
        parameters.put("status", status == null ? "" : status.name());
        parameters.put("grade", grade == null ? "" : grade.name());
        parameters.put("lamp", lamp == null ? "" : lamp.name());
        parameters.put("list", Objects.toString(list, ""));
        parameters.put("task", Objects.toString(task, ""));
        parameters.put("source", source);
        ranges().forEach(range -> parameters.putAll(range.parameters()));
        parameters.put("listing", listing == null ? "" : listing.name());
        parameters.put("sort", sort == Sort.DEADLINE && !descending ? "" : (descending ? "-" : "") + sort.key());
        parameters.put("size", size == SIZES.get(0) ? "" : Integer.toString(size));
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }
}

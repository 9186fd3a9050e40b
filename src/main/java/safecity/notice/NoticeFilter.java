package safecity.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list of notices is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param q     part of an item's number, of the recipient's name or unit; may be empty
 * @param kind  name of a kind; empty for all
 * @param state PENDING, SENT or DEAD; empty for all
 * @param page  1 for the first
 */
record NoticeFilter(String q, String kind, String state, int page) {

    private static final int LONGEST = 60;
    private static final int LAST_PAGE = 1_000_000;

    static NoticeFilter of(Map<String, String> parameters) {
        String state = text(parameters, "state");
        return new NoticeFilter(
                text(parameters, "q"),
                text(parameters, "kind"),
                NoticeState.names().contains(state) ? state : "",
                page(text(parameters, "page")));
    }

    /** {@link #q} as a pattern for {@code ilike}. */
    String pattern() {
        return "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** Whether anything narrows the list. */
    public boolean narrows() {
        return !q.isEmpty() || !kind.isEmpty() || !state.isEmpty();
    }

    /** URL of this page of the list. */
    public String url() {
        return atPage(page);
    }

    /** URL of another page with the same filters. */
    public String atPage(int other) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", q);
        parameters.put("kind", kind);
        parameters.put("state", state);
        parameters.put("page", other == 1 ? "" : Integer.toString(other));
        parameters.values().removeIf(String::isEmpty);
        UriComponentsBuilder url = UriComponentsBuilder.fromPath("/notices");
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

    private static int page(String text) {
        try {
            return Math.min(Math.max(Integer.parseInt(text), 1), LAST_PAGE);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}

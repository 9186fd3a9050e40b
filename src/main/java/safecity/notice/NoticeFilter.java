package safecity.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list of notices is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param q       part of an item's number, of the recipient's name or unit; may be empty
 * @param kind    name of a kind; empty for all
 * @param state   name of a {@link NoticeState}; empty for all
 * @param carrier id of a mail, for what it carries; 0 for all
 * @param unread  whether only what the viewer was told and has not read is shown
 * @param page    1 for the first
 */
record NoticeFilter(String q, String kind, String state, long carrier, boolean unread, int page) {

    private static final int LONGEST = 60;
    private static final int LAST_PAGE = 1_000_000;

    static NoticeFilter of(Map<String, String> parameters) {
        String state = text(parameters, "state");
        return new NoticeFilter(
                text(parameters, "q"),
                text(parameters, "kind"),
                NoticeState.names().contains(state) ? state : "",
                Math.max(0, number(text(parameters, "carrier"), 0)),
                text(parameters, "unread").equals("true"),
                (int) Math.min(Math.max(number(text(parameters, "page"), 1), 1), LAST_PAGE));
    }

    /** {@link #q} as a pattern for {@code ilike}. */
    String pattern() {
        return "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** Whether anything narrows the list. */
    public boolean narrows() {
        return !q.isEmpty() || !kind.isEmpty() || !state.isEmpty() || carrier != 0 || unread;
    }

    /** URL of what was read, too. */
    public String ofAll() {
        return new NoticeFilter(q, kind, state, carrier, false, 1).url();
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
        parameters.put("carrier", carrier == 0 ? "" : Long.toString(carrier));
        parameters.put("unread", unread ? "true" : "");
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

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}

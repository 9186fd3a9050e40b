package safecity.document;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the register is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param state name of a {@link DocumentState}; empty for all
 * @param kind  code of a kind; empty for all
 * @param list  row of the list that the documents' items come from; 0 for all
 * @param page  1 for the first
 */
public record DocumentFilter(String state, String kind, long list, int page) {

    static final int PER_PAGE = 50;

    private static final int LAST_PAGE = 1_000_000;

    /** Reads the parameters of a request. */
    public static DocumentFilter of(Map<String, String> parameters) {
        String state = parameters.getOrDefault("state", "");
        String kind = parameters.getOrDefault("kind", "");
        boolean known = Arrays.stream(DocumentState.values())
                .anyMatch(each -> each.name().equals(state));
        return new DocumentFilter(
                known ? state : "",
                kind.matches("[a-z][a-z0-9-]{0,40}") ? kind : "",
                list(parameters.getOrDefault("list", "")),
                page(parameters.getOrDefault("page", "")));
    }

    /** The documents that wait to be issued, about items of a list; of all if it is 0. */
    public static DocumentFilter ofDrafts(long list) {
        return new DocumentFilter(DocumentState.DRAFT.name(), "", list, 1);
    }

    /** Whether anything narrows the register. */
    public boolean narrows() {
        return !state.isEmpty() || !kind.isEmpty() || list != 0;
    }

    /** URL of the first page for items of all lists. */
    public String ofAllLists() {
        return new DocumentFilter(state, kind, 0, 1).url();
    }

    /** URL of this page of the register. */
    public String url() {
        return atPage(page);
    }

    /** URL of another page with the same filters. */
    public String atPage(int other) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("state", state);
        parameters.put("kind", kind);
        parameters.put("list", list == 0 ? "" : Long.toString(list));
        parameters.put("page", other == 1 ? "" : Integer.toString(other));
        parameters.values().removeIf(String::isEmpty);
        UriComponentsBuilder url = UriComponentsBuilder.fromPath("/documents");
        parameters.forEach(url::queryParam);
        return url.toUriString();
    }

    private static long list(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static int page(String text) {
        try {
            return Math.min(Math.max(Integer.parseInt(text), 1), LAST_PAGE);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}

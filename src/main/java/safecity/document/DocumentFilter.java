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
 * @param page  1 for the first
 */
public record DocumentFilter(String state, String kind, int page) {

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
                page(parameters.getOrDefault("page", "")));
    }

    /** Whether anything narrows the register. */
    public boolean narrows() {
        return !state.isEmpty() || !kind.isEmpty();
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
        parameters.put("page", other == 1 ? "" : Integer.toString(other));
        parameters.values().removeIf(String::isEmpty);
        UriComponentsBuilder url = UriComponentsBuilder.fromPath("/documents");
        parameters.forEach(url::queryParam);
        return url.toUriString();
    }

    private static int page(String text) {
        try {
            return Math.min(Math.max(Integer.parseInt(text), 1), LAST_PAGE);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}

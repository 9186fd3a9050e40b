package safecity.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What a machine can find of what keeps people out of a page. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /** Returns the serious and critical findings on the page that a visit shows, each beginning with the path. */
    static List<String> findings(Visit visit, String path) {
        Page page = visit.page();
        page.evaluate(SCRIPT);
        Object found = page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                  .filter((each) => ['serious', 'critical'].includes(each.impact))
                  .map((each) => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '))""");
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(finding -> path + " " + finding).toList();
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

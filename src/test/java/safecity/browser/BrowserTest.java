package safecity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.ApplicationTest;

/** A test at the application's pages. At its end no window may have anything to complain of; if it fails, each window is photographed. */
abstract class BrowserTest extends ApplicationTest {

    private final List<Visit> visits = new ArrayList<>();

    @LocalServerPort
    private int port;

    private Chromium chromium;

    @RegisterExtension
    final Windows windows = new Windows();

    /** Signs a person in, in a window of their own. */
    protected Visit visit(String login, Visit.Screen screen) {
        Visit visit = new Visit(chromium.browser(), "http://localhost:" + port, login, screen, clock.instant());
        visits.add(visit);
        return visit.signIn();
    }

    /** Opens a window in which nobody signs in, as on a wall. */
    protected Visit visitOfWall() {
        Visit visit =
                new Visit(chromium.browser(), "http://localhost:" + port, "wall", Visit.Screen.DESK, clock.instant());
        visits.add(visit);
        return visit;
    }

    /** Opens a window for a reader of the public pages: no account, no scripts. */
    protected Visit visitOfPublic() {
        Visit visit = Visit.ofPublic(chromium.browser(), "http://localhost:" + port);
        visits.add(visit);
        return visit;
    }

    /** Opens the browser with the first test and closes it after the last one; closes each test's windows. */
    final class Windows implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

        @Override
        public void beforeTestExecution(ExtensionContext context) {
            chromium = context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
        }

        @Override
        public void afterTestExecution(ExtensionContext context) {
            List<String> complaints = visits.stream()
                    .flatMap(visit -> visit.complaints().stream())
                    .toList();
            boolean failed = context.getExecutionException().isPresent() || !complaints.isEmpty();
            for (Visit visit : visits) {
                if (failed) {
                    visit.photograph(context.getRequiredTestClass().getSimpleName() + "-" + visit.login());
                }
                visit.close();
            }
            visits.clear();
            assertThat(complaints).as("what went wrong in the browser").isEmpty();
        }
    }
}

package safecity.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import safecity.DebianPackages;

/**
 * The one Chromium of all browser tests, from Debian's packages: Playwright brings its own driver, but no browser, and loads nothing from the network.
 * What is missing is installed where that is allowed; where it is not, the tests fail and say what to do.
 */
final class Chromium implements CloseableResource {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--lang=zh-CN",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Longest wait for what a page is to show: the machine may be busy, and what is there is not waited for. */
    static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    /** Starts the browser, after installing it if need be. */
    Chromium() {
        Path executable = provide();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path provide() {
        List<String> missing = missing(executable().isPresent(), hasChineseFonts());
        if (!missing.isEmpty()) {
            DebianPackages.install(missing);
            missing = missing(executable().isPresent(), hasChineseFonts());
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(advice(missing));
        }
        return executable().orElseThrow();
    }

    /** Returns Debian's packages for what is not there. */
    static List<String> missing(boolean browserFound, boolean fontsFound) {
        List<String> packages = new ArrayList<>();
        if (!browserFound) {
            packages.add("chromium");
        }
        if (!fontsFound) {
            packages.add("fonts-noto-cjk");
            packages.add("fontconfig");
        }
        return packages;
    }

    /** Returns what a person has to do who gets no further. */
    static String advice(List<String> missing) {
        return """
                %s
                Or set CHROMIUM to the path of a Chromium or Chrome; Chinese fonts must be known to fc-list :lang=zh.""".formatted(DebianPackages.advice("The browser tests", missing));
    }

    /** Returns the browser: what the environment variable CHROMIUM names, else one in a usual place. */
    private static Optional<Path> executable() {
        return executable(System.getenv("CHROMIUM"), Files::isExecutable);
    }

    static Optional<Path> executable(String wish, Predicate<Path> isExecutable) {
        Stream<String> places = wish == null || wish.isBlank() ? PLACES.stream() : Stream.of(wish);
        return places.map(Path::of).filter(isExecutable).findFirst();
    }

    private static boolean hasChineseFonts() {
        return DebianPackages.run(10, "fc-list", ":lang=zh")
                .filter(fonts -> !fonts.isBlank())
                .isPresent();
    }
}

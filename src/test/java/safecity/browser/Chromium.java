package safecity.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

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
            install(missing);
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
                The browser tests need %1$s, and installing was not possible (no root, no password-less sudo, no apt-get, or no package source). \
                Please run: apt-get update && apt-get install -y --no-install-recommends %1$s
                Or set CHROMIUM to the path of a Chromium or Chrome; Chinese fonts must be known to fc-list :lang=zh.""".formatted(String.join(" ", missing));
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
        return run(10, "fc-list", ":lang=zh").filter(fonts -> !fonts.isBlank()).isPresent();
    }

    private static void install(List<String> packages) {
        List<String> asRoot =
                run(10, "id", "-u").map(String::strip).equals(Optional.of("0")) ? List.of() : List.of("sudo", "-n");
        System.out.println("Browser tests: installing " + String.join(" ", packages));
        run(300, command(asRoot, List.of("apt-get", "update")));
        List<String> install = new ArrayList<>(List.of(
                "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(packages);
        run(900, command(asRoot, install));
    }

    private static String[] command(List<String> prefix, List<String> words) {
        return Stream.concat(prefix.stream(), words.stream()).toArray(String[]::new);
    }

    /** Returns what a command printed; empty if it is not there, fails or takes too long. */
    private static Optional<String> run(int seconds, String... command) {
        Path output = null;
        try {
            output = Files.createTempFile("chromium", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}

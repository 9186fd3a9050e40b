package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One person at one browser. Notes what goes wrong on the page: errors on the console (a violated content security policy is one), uncaught errors and
 * answers of 400 and above, unless they were expected.
 */
final class Visit implements AutoCloseable {

    /** Tasklist may ask once more for the task that was just completed. */
    private static final Pattern TASK = Pattern.compile(".*/engine/default/task/[0-9a-f-]{36}");

    private static final String PHONE_BROWSER =
            "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36";

    private final String base;
    private final String login;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();

    /**
     * Opens a browser window for a person who is not signed in yet.
     *
     * @param now what the window's clock shows
     */
    Visit(Browser browser, String base, String login, Screen screen, Instant now) {
        this.base = base;
        this.login = login;
        NewContextOptions options = new NewContextOptions()
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(screen.width, screen.height)
                .setHasTouch(screen == Screen.PHONE)
                .setAcceptDownloads(true);
        this.context = browser.newContext(screen == Screen.PHONE ? options.setUserAgent(PHONE_BROWSER) : options);
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        context.clock().install(new Clock.InstallOptions().setTime(now.toEpochMilli()));
        context.onConsoleMessage(this::note);
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onResponse(this::note);
        this.page = context.newPage();
    }

    /** Opens a window for somebody who has no account and whose browser runs no scripts. */
    static Visit ofPublic(Browser browser, String base) {
        return new Visit(
                base,
                "public",
                browser.newContext(new NewContextOptions()
                        .setLocale("zh-CN")
                        .setViewportSize(Screen.DESK.width, Screen.DESK.height)
                        .setJavaScriptEnabled(false)));
    }

    private Visit(String base, String login, BrowserContext context) {
        this.base = base;
        this.login = login;
        this.context = context;
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        context.onConsoleMessage(this::note);
        context.onResponse(this::note);
        this.page = context.newPage();
    }

    /** Sizes of a window, in CSS pixels. */
    enum Screen {
        DESK(1440, 900),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    Page page() {
        return page;
    }

    String login() {
        return login;
    }

    /** Signs in on the sign-in page, as everybody does. */
    Visit signIn() {
        open("/login");
        page.getByLabel("登录名").fill(login);
        page.getByLabel("口令").fill("chuangan-demo");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
        page.waitForURL(url -> !url.endsWith("/login"));
        return this;
    }

    Response open(String path) {
        return page.navigate(base + path);
    }

    /** Waits for what the page fetches into itself. */
    void awaitParts() {
        assertThat(page.locator(".htmx-request, .htmx-swapping, bpmn-view:not([failed]):not(:has(svg))"))
                .hasCount(0);
    }

    /** The server no longer knows this person. */
    void forgetSession() {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("SAFECITY_SESSION"));
    }

    /** Asks for an address with this person's session, outside of the page; returns the status of the answer. */
    int statusOf(String path) {
        return context.request().get(base + path).status();
    }

    /** The page will be refused something: answers of 400 and above are in order for addresses that contain the text. */
    void expectRefusal(String address) {
        expected.add(address);
    }

    void stopExpecting() {
        expected.clear();
    }

    /** Returns what went wrong so far; empty if nothing did. */
    List<String> complaints() {
        return complaints.stream().map(complaint -> login + ": " + complaint).toList();
    }

    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private void note(ConsoleMessage message) {
        // Answers that failed are noted as such, with their status.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add("console: " + message.text() + " at " + message.location());
        }
    }

    private void note(Response response) {
        boolean goneTask =
                response.status() == 404 && TASK.matcher(response.url()).matches();
        if (response.status() >= 400 && !goneTask && expected.stream().noneMatch(response.url()::contains)) {
            complaints.add(
                    "HTTP " + response.status() + " for " + response.request().method() + " " + response.url());
        }
    }
}

package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** The page of an item: what anybody can read there of its course. */
final class ItemPage {

    private final Page page;

    ItemPage(Visit visit, String number) {
        this.page = visit.page();
        visit.open("/items/" + number);
    }

    void expectClosed(String plan) {
        assertThat(page.locator(".sc-key")).containsText("已销号");
        assertThat(page.locator("#work")).containsText(plan);
    }

    /** The photos are there, and each one's thumbnail is a picture. */
    void expectPhotos(int count) {
        Locator photos = page.locator("#evidence [data-evidence-id]");
        assertThat(photos).hasCount(count);
        page.locator("#evidence details:not([open]) summary").all().forEach(Locator::click);
        for (Locator picture : page.locator("#evidence img").all()) {
            picture.scrollIntoViewIfNeeded();
            assertThat(picture).hasJSProperty("complete", true);
            if ((Integer) picture.evaluate("image => image.naturalWidth") == 0) {
                throw new AssertionError("No picture: " + picture.getAttribute("src"));
            }
        }
    }

    /** The drawing is a drawing, and says where the case has been. */
    void expectDrawing() {
        Locator drawing = page.locator("bpmn-view");
        drawing.scrollIntoViewIfNeeded();
        assertThat(drawing.locator("svg [data-element-id=close]").first()).isVisible();
        assertThat(drawing.locator(".sc-mark-done[data-element-id=close]")).hasCount(1);
        assertThat(drawing.locator(".sc-mark-current")).hasCount(0);
        assertThat(drawing.locator(".sc-badge-done").first()).hasText(Pattern.compile("✓.*"));
    }

    /** The timeline has these acts in this order, the latest first, among others. */
    void expectTimeline(String... acts) {
        assertThat(page.locator("#timeline")).containsText(Pattern.compile(String.join(".*", acts), Pattern.DOTALL));
    }
}

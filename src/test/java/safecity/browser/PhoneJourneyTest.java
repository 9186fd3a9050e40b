package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/** What a phone of 390 pixels must do perfectly, from the sign-in on: sign for an item, check one on its site with a photo. */
class PhoneJourneyTest extends BrowserTest {

    /** The least side of what a finger has to hit, in CSS pixels (WCAG 2.2, 2.5.8). */
    private static final double FINGER = 24;

    @Autowired
    private Cases cases;

    @Autowired
    private People people;

    @TempDir
    private Path folder;

    @BeforeEach
    void itIsMonday() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
    }

    @Test
    void signs_for_an_item_from_the_sign_in_on() {
        Item item = cases.dispatched();
        Visit clerk = visit(Cases.CLERK, PHONE);
        Page page = clerk.page();
        assertThat(page).hasURL(Pattern.compile(".*/my"));
        clerk.photograph("phone-my");
        assertFits(clerk);

        openTask(clerk, item, "签收");
        TaskPage task = TaskPage.on(clerk, "签收", item.number()).claim();
        clerk.photograph("phone-sign-for");
        assertFits(clerk);
        task.pick("签收").complete();

        assertThat(page).hasURL(Pattern.compile(".*/my.*"));
        page.locator(".sc-tabs").getByText("已办").click();
        assertThat(page.locator("tr").filter(new Locator.FilterOptions().setHasText(item.number())))
                .containsText("签收");
        page.locator("tr a").getByText(item.number()).first().click();
        assertThat(page.locator(".sc-key")).containsText("待制定措施");
        assertFits(clerk);
    }

    @Test
    void checks_on_site_with_a_photo_from_the_sign_in_on() {
        Item item = new SampleCases(cases, people, jdbc, mvc).drawn();
        Visit expert = visit(Cases.EXPERT, PHONE);
        Page page = expert.page();
        assertThat(page).hasURL(Pattern.compile(".*/my"));

        page.locator(".sc-tabs").getByText("在办").click();
        openTask(expert, item, "现场抽查");
        TaskPage task = TaskPage.on(expert, "现场抽查", item.number());
        Locator camera = page.locator("section.sc-evidence").getByLabel("拍照");
        assertThat(camera).hasAttribute("capture", "environment");
        expert.expectRefusal("submit-form");
        task.pick("合格").fill("现场情况", "护栏已加固。").completeInVain("还没有现场照片");
        expert.stopExpecting();
        camera.setInputFiles(Photos.take(folder, "护栏.jpg", Color.GREEN));
        page.locator("section.sc-evidence [data-phase=CHECK] img").waitFor();
        expert.photograph("phone-check");
        assertFits(expert);
        for (Locator target :
                page.locator("button:visible, .sc-evidence-choose:visible").all()) {
            assertThat(target.boundingBox().height).as(target.innerText()).isGreaterThanOrEqualTo(FINGER);
        }
        task.complete();

        assertThat(page).hasURL(Pattern.compile(".*/my.*"));
        expert.open("/items/" + item.number());
        assertThat(page.locator("#timeline")).containsText("抽查合格");
    }

    @Test
    void leads_from_tasklist_to_the_tasks_that_fit_a_phone() {
        Visit clerk = visit(Cases.CLERK, PHONE);
        TasklistPage.open(clerk, "待认领");
        Locator link = clerk.page().locator(".app-menu a[href='/my']");
        clerk.photograph("phone-tasklist");
        if (!link.isVisible()) {
            clerk.page().locator("[ng-click*=navbarOpen]").click();
        }
        link.click();
        assertThat(clerk.page().locator("h1")).hasText("我的任务");
    }

    private static void openTask(Visit visit, Item item, String step) {
        Locator task = visit.page()
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText(item.number()))
                .filter(new Locator.FilterOptions().setHasText(step));
        while (task.count() == 0) { // other tests left tasks too
            visit.page().locator("a[rel=next]").click();
            visit.page().waitForLoadState();
        }
        task.getByText("办理", new Locator.GetByTextOptions().setExact(true)).click();
    }

    /** Nothing stands out to the right. */
    private static void assertFits(Visit visit) {
        assertThat((Integer) visit.page().evaluate("document.documentElement.scrollWidth"))
                .as("width of the page")
                .isLessThanOrEqualTo(390);
    }
}

package safecity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What axe finds on pages that have no address of their own: with something open, after an act, refused. */
final class MorePages {

    private MorePages() {}

    /** What opens on a page: filters, columns, the drawer, a photo large. */
    static List<String> opened(Visit office, String item) {
        Page page = office.page();
        EveryPageTest.look(office, "/items");
        page.locator("#filter-more > summary").click();
        page.locator("details.sc-pop:not(.sc-row-more) > summary").all().forEach(Locator::click);
        page.locator("details.sc-row-more > summary").last().click();
        List<String> findings = new ArrayList<>(Axe.findings(office, "/items with filters and columns"));
        EveryPageTest.look(office, "/items");
        page.locator("a[data-drawer]").first().click();
        page.locator("#drawer[open]").waitFor();
        findings.addAll(Axe.findings(office, "/items with drawer"));
        EveryPageTest.look(office, item);
        page.locator("#evidence [data-photo]").first().click();
        page.locator("dialog.sc-photo-viewer").waitFor();
        findings.addAll(Axe.findings(office, "/items/{number} with photo"));
        return findings;
    }

    /** What is seen after something was done or refused: results, errors, the way in. */
    static List<String> afterwards(Visit office, String press, Visit clerk) {
        EveryPageTest.look(office, press);
        office.page()
                .locator("form[action='/press'] button[type=submit]")
                .first()
                .click();
        office.page().waitForURL("**/bulk/done*");
        List<String> findings = new ArrayList<>(Axe.findings(office, "/bulk/done with a row"));
        assertThat(office.page().locator("tbody tr").count()).isEqualTo(1);
        for (String refused : List.of("/robots", "/error")) {
            clerk.expectRefusal(refused);
            clerk.open(refused);
            findings.addAll(Axe.findings(clerk, refused + " refused"));
        }
        clerk.forgetSession();
        clerk.open("/login");
        findings.addAll(Axe.findings(clerk, "/login"));
        return findings;
    }
}

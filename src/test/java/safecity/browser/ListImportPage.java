package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 清单导入: from the upload to the confirmation. */
final class ListImportPage {

    private final Visit visit;
    private final Page page;

    ListImportPage(Visit visit) {
        this.visit = visit;
        this.page = visit.page();
    }

    /** Uploads a workbook and waits for its preview. */
    ListImportPage upload(Path workbook) {
        visit.open("/lists");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("上传清单"))
                .click();
        page.getByLabel("问题清单（Excel 工作簿").setInputFiles(workbook);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("上传"))
                .click();
        assertThat(confirmation()).isVisible();
        return this;
    }

    Locator confirmation() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("确认导入")));
    }

    /** The links above the table, each with a verdict and how many rows have it. */
    Locator verdicts() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("按校验结果筛选"));
    }

    /** The row of a serial number of the list. */
    Locator row(int serial) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("td[data-label=序号]")
                                .getByText(String.valueOf(serial), new Locator.GetByTextOptions().setExact(true))));
    }

    Download downloadErrors() {
        return page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载错误表"))
                .click());
    }

    ListImportPage confirm() {
        confirmation().click();
        assertThat(page.getByText("已确认导入")).isVisible();
        return this;
    }

    /** Returns the list's id, from its address. */
    long id() {
        Matcher address = Pattern.compile("/lists/(\\d+)").matcher(page.url());
        if (!address.find()) {
            throw new AssertionError("No list at " + page.url());
        }
        return Long.parseLong(address.group(1));
    }
}

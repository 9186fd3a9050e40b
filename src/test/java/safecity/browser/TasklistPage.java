package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** 任务列表, as its users read it. */
final class TasklistPage {

    private static final String ADDRESS = "/camunda/app/tasklist/default/";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

    private final Visit visit;
    private final Page page;

    private TasklistPage(Visit visit) {
        this.visit = visit;
        this.page = visit.page();
    }

    /** Opens the list anew, with the filter chosen. */
    static TasklistPage open(Visit visit, String filter) {
        TasklistPage tasklist = new TasklistPage(visit);
        visit.page().navigate("about:blank");
        visit.open(ADDRESS);
        return tasklist.filter(filter);
    }

    /** The page as it stands, after a link has led to it. */
    static TasklistPage on(Visit visit) {
        return new TasklistPage(visit);
    }

    TasklistPage filter(String name) {
        Locator chosen = page.locator(".task-filter").filter(new Locator.FilterOptions().setHasText(name));
        chosen.getByRole(AriaRole.LINK).first().click();
        assertThat(chosen).hasClass(Pattern.compile(".*\\bactive\\b.*"));
        // The filter's number is drawn once its tasks are there.
        assertThat(chosen.locator(".counter")).hasText(Pattern.compile("\\(?\\d+\\)?"));
        return this;
    }

    /** The cards of a case in the list, whatever task they are for. */
    Locator cards(String number) {
        return page.locator("li.task").filter(new Locator.FilterOptions().setHasText(number));
    }

    /** Opens a task of a case, turning pages if there are many. */
    TasklistPage choose(String task, String number) {
        Locator card = page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(task + "\\s+" + number + "(?!\\d)")));
        Locator next = page.locator(
                        ".tasks-list .pagination-next:not(.disabled) a, .tasks-list .pagination li:not(.disabled) a")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("›|下一页")));
        page.locator("li.task").first().waitFor();
        while (card.count() == 0 && next.count() > 0) {
            String first = page.locator("li.task a").first().getAttribute("href");
            next.first().click();
            assertThat(page.locator("li.task a").first()).not().hasAttribute("href", first);
        }
        card.getByRole(AriaRole.LINK).first().click();
        return expect(task, number);
    }

    /** Waits for a task to be open. */
    TasklistPage expect(String task, String number) {
        assertThat(page.locator("h2.task")).containsText(task);
        assertThat(page.locator("h2.task")).containsText(number);
        form().waitFor();
        return this;
    }

    TasklistPage claim() {
        button("认领").click();
        assertThat(page.locator(".assignee .view-value")).isVisible();
        assertThat(button("完成")).isVisible();
        return this;
    }

    Locator form() {
        return page.locator(".fjs-container");
    }

    TasklistPage fill(String label, String text) {
        form().getByLabel(label).first().fill(text);
        return this;
    }

    /** Types a day where a form asks for one. */
    TasklistPage fillDay(String label, LocalDate day) {
        Locator field = form().getByLabel(label).first();
        field.fill(day.format(DAY));
        field.press("Enter");
        return this;
    }

    TasklistPage pick(String answer) {
        Locator choice = form().getByLabel(answer, new Locator.GetByLabelOptions().setExact(true));
        choice.click();
        assertThat(choice).isChecked(); // form-js draws the form anew before it shows so
        return this;
    }

    /** Completes the task and waits until it is gone. */
    void complete() {
        Response answer = submit();
        if (answer.status() >= 400) {
            throw new AssertionError("The task was refused: " + answer.text());
        }
        assertThat(page.getByText("请在列表中选择任务。")).isVisible();
    }

    /** Presses 完成, to be refused: the task stays open and the page says why. */
    void completeInVain(String why) {
        visit.expectRefusal("/submit-form");
        submit();
        assertThat(page.locator(".page-notifications")).containsText(why);
        assertThat(page.locator("h2.task")).isVisible();
        visit.stopExpecting();
    }

    /** Presses 完成, whatever comes of it. */
    Response submit() {
        assertThat(button("完成")).isEnabled();
        return page.waitForResponse(
                answer -> answer.url().endsWith("/submit-form"),
                () -> button("完成").click());
    }

    TasklistPage tab(String name) {
        page.locator(".nav-tabs")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
        return this;
    }

    /** Uploads photos in the tab 佐证材料 and comes back to the form. */
    TasklistPage upload(String phase, Path... photos) {
        tab("佐证材料");
        Locator tab = page.locator("section.sc-evidence");
        Locator choice = tab.getByLabel(phase);
        choice.waitFor();
        int before = tab.locator("[data-evidence-id]").count();
        choice.check();
        tab.getByLabel("选择文件").setInputFiles(photos);
        assertThat(tab.locator(".sc-evidence-progress")).containsText("已上传");
        assertThat(tab.locator("[data-evidence-id]")).hasCount(before + photos.length);
        tab("表单").form().waitFor();
        return this;
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}

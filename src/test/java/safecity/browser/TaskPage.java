package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** 办理: a task on a page of its own. */
final class TaskPage {

    private final Page page;

    private TaskPage(Visit visit) {
        this.page = visit.page();
    }

    /** The page as it stands, after a link has led to it; waits for its form. */
    static TaskPage on(Visit visit, String task, String number) {
        TaskPage opened = new TaskPage(visit);
        assertThat(visit.page().locator("h1")).containsText(task);
        assertThat(visit.page().locator(".sc-task-case").first()).containsText(number);
        opened.form().waitFor();
        return opened;
    }

    TaskPage claim() {
        button("认领").click();
        button("提交").waitFor();
        form().waitFor();
        return this;
    }

    Locator form() {
        return page.locator(".fjs-container");
    }

    TaskPage fill(String label, String text) {
        form().getByLabel(label).first().fill(text);
        return this;
    }

    TaskPage pick(String answer) {
        Locator choice = form().getByLabel(answer, new Locator.GetByLabelOptions().setExact(true));
        choice.click();
        assertThat(choice).isChecked(); // form-js draws the form anew before it shows so
        return this;
    }

    /** Submits the form and waits until the task is gone. */
    void complete() {
        button("提交").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("已提交");
    }

    /** Submits the form, to be refused: the task stays open and the page says why. */
    void completeInVain(String why) {
        button("提交").click();
        assertThat(page.locator("#task-problem")).containsText(why);
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}

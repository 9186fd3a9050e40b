package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.browser.Visit.Screen.DESK;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.item.Item;

/** Who writes longer than a session lasts loses nothing. */
class ExpiredSessionTest extends BrowserTest {

    @Autowired
    private Cases cases;

    @Test
    void form_that_was_completed_too_late_is_there_again_after_signing_in() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        Item item = cases.underWay(wish -> wish);
        Visit clerk = visit(CLERK, DESK);
        TasklistPage.open(clerk, "待认领")
                .choose("实施整改", item.number())
                .claim()
                .fill("进展情况", "已补齐三处井盖")
                .pick("继续整改，先报送进展");

        clerk.expectRefusal("/camunda/api/");
        clerk.expectRefusal("/tasks/cards"); // the list refreshes itself
        clerk.forgetSession();
        TasklistPage.on(clerk).submit();
        clerk.page().getByLabel("登录名").waitFor();
        clerk.page().navigate("about:blank"); // Tasklist may still be on its way to the sign-in page
        clerk.stopExpecting();
        clerk.signIn();

        TasklistPage again = TasklistPage.open(clerk, "我的任务").choose("实施整改", item.number());
        assertThat(again.form().getByLabel("进展情况").first()).hasValue("已补齐三处井盖");
        again.complete();
    }
}

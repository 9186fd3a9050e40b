package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new colleague: from the account that the administrators make to the first page that opens. */
class AccountJourneyTest extends BrowserTest {

    private static final String OWN = "Xin-Kouling-86";

    @Test
    void new_colleague_gets_an_account_changes_the_first_password_and_works() {
        String login = "fresh" + UUID.randomUUID().toString().substring(0, 8);
        Visit system = visit("xitong", DESK);
        Page page = system.page();
        system.open("/accounts");
        page.getByLabel("登录名 *").fill(login);
        page.getByLabel("姓名 *").fill("城管新人");
        page.getByLabel("单位", new Page.GetByLabelOptions().setExact(true)).selectOption("区城管委");
        button(page, "建立").click();
        String first = page.locator(".sc-secret").textContent();

        Visit security = visit("anquan", DESK);
        security.open("/accounts/" + login);
        security.page().getByLabel("单位经办").check();
        button(security.page(), "保存角色").click();
        assertThat(security.page().getByText("角色已保存")).isVisible();

        Page own = signedOut(system);
        signIn(own, login, first);
        assertThat(own.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("修改口令")))
                .isVisible();
        system.open("/items");
        assertThat(own).hasURL(java.util.regex.Pattern.compile(".*/account/password$"));
        change(own, first, "short");
        assertThat(own.getByRole(AriaRole.ALERT)).containsText("至少要 10 个");
        change(own, first, OWN);
        assertThat(own.getByText("口令已修改")).isVisible();
        system.open("/my");
        assertThat(own.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("我的任务")))
                .isVisible();
    }

    @ParameterizedTest
    @EnumSource(Visit.Screen.class)
    void pages_of_the_account_fit_the_screen(Visit.Screen screen) {
        Visit visit = visit("chengguanwei-head", screen);
        for (String path :
                java.util.List.of("/account", "/account/password", "/account/second-factor", "/account/deputies")) {
            visit.open(path);
            Object wider = visit.page()
                    .evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
            org.assertj.core.api.Assertions.assertThat(wider).as(path).isEqualTo(false);
            visit.photograph("account" + path.replace('/', '-') + (screen == PHONE ? "-phone" : ""));
        }
    }

    private static Page signedOut(Visit visit) {
        button(visit.page(), "退出").click();
        visit.page().getByText("您已退出登录").waitFor();
        return visit.page();
    }

    private static void signIn(Page page, String login, String password) {
        page.getByLabel("登录名").fill(login);
        page.getByLabel("口令").fill(password);
        button(page, "登录").click();
    }

    private static void change(Page page, String old, String fresh) {
        page.getByLabel("原口令").fill(old);
        page.getByLabel("新口令 *", new Page.GetByLabelOptions().setExact(true)).fill(fresh);
        page.getByLabel("再输入一次新口令").fill(fresh);
        button(page, "修改").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}

package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;

/** 督办驾驶舱 on a desk and on a wall: it keeps itself fresh while somebody sees it, and leaves a person where he was. */
class BoardJourneyTest extends BrowserTest {

    private static final int MINUTE = 60_000;

    @Autowired
    private Cases cases;

    @BeforeEach
    void something_is_to_be_seen() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        cases.dispatched();
    }

    @Test
    void refreshes_after_a_minute_and_leaves_scroll_focus_and_table_as_they_were() {
        jdbc.sql("""
                insert into safecity.daily_figure (day, unit, total, open, overdue, closed, by_original, by_approved, registered, closed_that_day, restored, taken_at)
                values ('2020-05-31', :unit, 1, 1, 0, 0, 0, 0, 1, 0, false, now()) on conflict do nothing""").param("unit", Cases.LEAD).update();
        Visit office = visit("duban", DESK);
        Page page = office.page();
        List<String> asked = requests(page);
        office.open("/board");
        page.locator("#trend-table > summary").click();
        page.locator(".sc-matrix").evaluate("part => part.scrollLeft = 120");
        page.locator("#trend-table td a").first().focus();
        asked.clear();

        page.clock().runFor(MINUTE + 5_000);
        assertThat(page.locator("#board-said")).containsText("已刷新，截至 2020-06-01");

        assertThat(asked).containsExactly("/board");
        assertThat(page.locator("#trend-table")).hasAttribute("open", "");
        assertThat(page.locator("#trend-table td a").first()).isFocused();
        assertThat(page.locator(".sc-matrix").evaluate("part => part.scrollLeft"))
                .isEqualTo(120);

        page.locator("#board-scope").focus();
        page.clock().runFor(MINUTE + 5_000);
        assertThat(page.locator("#board-paused")).isVisible();
        assertThat(asked).hasSize(1);
        office.photograph("board-desk");
    }

    @Test
    void a_wall_shows_itself_anew_every_minute_while_it_is_seen() {
        Visit office = visit("duban", DESK);
        office.open("/board/displays");
        office.page().getByLabel("大屏位置").fill("值班室");
        office.page().locator("main form .btn-primary").click();
        String link = office.page().locator(".sc-secret").textContent();
        Visit wall = visitOfWall();
        Page page = wall.page();
        wall.open(link.substring(link.indexOf("/display/")));
        List<String> asked = requests(page);

        page.clock().runFor(MINUTE + 5_000);
        page.waitForCondition(() -> asked.size() == 1);
        assertThat(asked).allMatch(path -> path.startsWith("/display/"));
        assertThat(page.locator("#wall-as-of")).hasText("2020-06-01 10:00");
        assertThat(page.locator("a")).hasCount(0);

        page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })");
        page.clock().runFor(10 * MINUTE);
        assertThat(asked).as("nobody sees it").hasSize(1);
        page.evaluate("delete document.hidden");
        page.clock().runFor(5_000);
        page.waitForCondition(() -> asked.size() == 2);
        wall.photograph("board-wall");
    }

    @Test
    void fills_the_screen_in_bigger_type() {
        Visit office = visit("lingdao", DESK);
        Page page = office.page();
        office.open("/board");
        String before = page.locator(".sc-tiles b")
                .first()
                .evaluate("e => getComputedStyle(e).fontSize")
                .toString();

        page.locator("[data-act=fullscreen]").click();

        page.waitForFunction("document.fullscreenElement?.classList.contains('sc-cockpit')");
        assertThat(page.locator(".sc-tiles b")
                        .first()
                        .evaluate("e => getComputedStyle(e).fontSize")
                        .toString())
                .isEqualTo("38px")
                .isNotEqualTo(before);
    }

    @Test
    void the_frame_groups_the_menu_remembers_the_type_size_and_folds_on_a_phone() {
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/board");
        assertThat(page.locator(".sc-menu-group > summary")).hasText(new String[] {"督办", "办理", "规则"});
        page.getByLabel("放大字号").click();
        office.open("/items");
        assertThat(page.locator("html")).hasClass("sc-type-1");
        office.photograph("frame-large-type");
        page.getByLabel("缩小字号").click();
        assertThat(page.locator("html")).not().hasClass("sc-type-1");

        Visit phone = visit("duban", PHONE);
        for (String path : List.of("/board", "/items")) {
            phone.open(path);
            assertThat(phone.page().getByText("我的任务")).not().isVisible();
            phone.photograph("phone" + path.replace('/', '-'));
        }
        phone.page().locator(".sc-menu-group > summary").nth(1).click();
        assertThat(phone.page().getByText("我的任务")).isVisible();
        phone.photograph("phone-menu");
        phone.page().keyboard().press("Escape");
        assertThat(phone.page().getByText("我的任务")).not().isVisible();
        assertThat((Boolean) phone.page().evaluate("document.documentElement.scrollWidth > innerWidth"))
                .isFalse();
    }

    private static List<String> requests(Page page) {
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
        return asked;
    }
}

package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static safecity.Cases.SUPERVISOR;
import static safecity.browser.Visit.Screen.DESK;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/** 看大图: photos from before and after stand side by side and open large, by mouse and by keyboard. */
class PhotoViewerTest extends BrowserTest {

    @Autowired
    private Cases cases;

    @Autowired
    private People people;

    @Test
    void shows_photos_large_and_goes_through_them_by_keyboard() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        Item item = new SampleCases(cases, people, jdbc, mvc).submitted();
        cases.verify(item, "accept");
        jdbc.sql("""
                insert into safecity.evidence (item_id, round, phase, sha256, file_name, size, task_id, uploaded_by, unit, uploaded_at)
                select item_id, round, 'CHECK', sha256, '抽查.jpg', size, task_id, 'zhuanjia', unit, uploaded_at
                  from safecity.evidence where item_id = :id and phase = 'AFTER'""").param("id", item.id()).update();
        Visit office = visit(SUPERVISOR, DESK);
        Page page = office.page();
        office.open("/items/" + item.number());
        Locator pair = page.locator("#evidence .sc-evidence-pair");
        assertThat(pair).hasCount(1);
        assertThat(pair.locator("img")).hasCount(2);
        assertThat(page.locator("link[href$='evidence.css']")).hasCount(1); // the script is awake

        pair.locator("[data-phase=AFTER] img").click();

        Locator viewer = page.locator("dialog.sc-photo-viewer");
        assertThat(viewer.locator("figure")).hasCount(2);
        assertThat(viewer.locator("figcaption").first()).containsText("整改前");
        assertThat(viewer.locator("figcaption").last())
                .containsText(Pattern.compile("整改后.*兴华大街.*2020-06-01 10:00.*区城管委经办"));
        assertThat(viewer.locator(".sc-photo-count")).hasText("第 1 组，共 2 组");
        office.photograph("photo-viewer");
        page.keyboard().press("ArrowRight");
        assertThat(viewer.locator("figcaption")).containsText("抽查");
        assertThat(viewer.getByText("下一组")).isDisabled();
        page.keyboard().press("ArrowLeft");
        assertThat(viewer.locator("figcaption").last()).containsText("整改后");
        page.keyboard().press("Escape");
        assertThat(viewer).hasCount(0);
        assertThat(pair.locator("[data-phase=AFTER] .sc-evidence-preview")).isFocused();
    }
}

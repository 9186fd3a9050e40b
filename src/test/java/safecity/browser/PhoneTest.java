package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.Color;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.calendar.Deadline;
import safecity.engine.Processes;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;

/** What a clerk does with a phone of 390 pixels: look at the unit's items, take a task and photograph. */
class PhoneTest extends BrowserTest {

    private static final String UNIT = "qu-di-zhen-ju";

    private static final String LOGIN = "dizhenju";

    /** The least side of what a finger has to hit, in CSS pixels (WCAG 2.2, 2.5.8). */
    private static final double FINGER = 24;

    @Autowired
    private Items items;

    @Autowired
    private Processes processes;

    @Autowired
    private TaskService tasks;

    @TempDir
    private Path folder;

    private Item item;

    @BeforeEach
    void dispatchAnItem() {
        itIs(LocalDate.of(2020, 7, 6), LocalTime.of(9, 0));
        item = transaction.execute(status -> {
            Item registered = items.register(
                    new NewItem(
                            "老旧平房外墙开裂，尚未做抗震鉴定",
                            "基础调研",
                            "魏善庄镇工业区北侧第三排",
                            null,
                            11,
                            Grade.ORDINARY,
                            UNIT,
                            Verifier.OFFICE,
                            List.of(),
                            "完成抗震鉴定",
                            "委托鉴定",
                            "张某",
                            "",
                            "",
                            null,
                            UUID.randomUUID().toString(),
                            new Deadline(LocalDate.of(2020, 12, 31), false)),
                    2020);
            processes.start("problem", registered.number(), Map.of("problemId", registered.id()));
            return registered;
        });
    }

    @Test
    void shows_the_unit_its_items_as_cards() {
        Visit clerk = visit(LOGIN, PHONE);

        clerk.open("/items?q=" + item.number());

        Locator card = clerk.page().locator("tbody tr");
        assertThat(card).hasCount(1);
        assertThat(card).containsText(item.number());
        assertThat(card).containsText("2020-12-31");
        assertThat(card).containsText("签收");
        clerk.photograph("phone-items");
        assertFits(clerk);
        BoundingBox box = card.boundingBox();
        assertThat(box.height).as("a card, not a line").isGreaterThan(100);
        clerk.open("/items/" + item.number());
        clerk.page().locator("bpmn-view svg").first().waitFor();
        clerk.photograph("phone-item");
        assertFits(clerk);
    }

    @Test
    void lets_the_clerk_take_a_task_and_upload_a_photo() {
        reachCarryOut();
        Visit clerk = visit(LOGIN, PHONE);

        TasklistPage task =
                TasklistPage.open(clerk, "待认领").choose("实施整改", item.number()).claim();
        task.tab("佐证材料");
        Locator tab = clerk.page().locator("section.sc-evidence");
        tab.getByText("整改前").first().waitFor();
        assertFits(clerk);
        for (String target : new String[] {"选择文件", "整改前", "整改后"}) {
            BoundingBox box = tab.getByText(target).first().boundingBox();
            assertThat(box.height).as(target).isGreaterThanOrEqualTo(FINGER);
            assertThat(box.x + box.width).as(target).isLessThanOrEqualTo(390);
        }
        task.upload("整改前", Photos.take(folder, "外墙.jpg", Color.RED));
        task.tab("佐证材料");
        tab.locator("img").waitFor();
        clerk.photograph("phone-evidence");
        assertFits(clerk);
        task.tab("表单").fill("进展情况", "已委托鉴定。").pick("继续整改，先报送进展").complete();
    }

    @Test
    void does_a_task_on_a_page_of_its_own() {
        reachCarryOut();
        Visit clerk = visit(LOGIN, PHONE);
        Page page = clerk.page();

        clerk.open("/my");
        assertFits(clerk);
        page.locator("tr")
                .filter(new Locator.FilterOptions().setHasText(item.number()))
                .getByText("办理", new Locator.GetByTextOptions().setExact(true))
                .click();
        TaskPage task = TaskPage.on(clerk, "实施整改", item.number()).claim();
        page.locator("section.sc-evidence").getByLabel("整改前").check();
        page.locator("section.sc-evidence").getByLabel("选择文件").setInputFiles(Photos.take(folder, "外墙.jpg", Color.RED));
        page.locator("section.sc-evidence img").waitFor();
        assertFits(clerk);

        task.fill("进展情况", "已委托鉴定。").completeInVain("没有填好");
        page.reload();
        assertThat(task.form().getByLabel("进展情况")).hasValue("已委托鉴定。");
        task.pick("继续整改，先报送进展");
        clerk.photograph("phone-task");
        task.complete();

        clerk.open("/items/" + item.number());
        assertThat(page.locator("body")).containsText("已委托鉴定。");
    }

    /** Brings the item to its work, past what another test walks through. */
    private void reachCarryOut() {
        complete("signFor", LOGIN, Map.of("decision", "signFor"));
        complete(
                "preparePlan",
                LOGIN,
                Map.of(
                        "goal",
                        "鉴定",
                        "measures",
                        "委托",
                        "person",
                        "张某",
                        "finishOn",
                        "2020-12-01",
                        "funds",
                        "",
                        "contingency",
                        ""));
        complete("reviewPlan", "duban", Map.of("decision", "accept", "reasons", ""));
    }

    private void complete(String element, String login, Map<String, Object> answers) {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(item.number())
                .taskDefinitionKey(element)
                .singleResult()
                .getId();
        tasks.setAssignee(task, login);
        tasks.complete(task, answers);
    }

    /** Nothing stands out to the right. */
    private static void assertFits(Visit visit) {
        assertThat((Integer) visit.page().evaluate("document.documentElement.scrollWidth"))
                .as("width of the page")
                .isLessThanOrEqualTo(390);
    }
}

package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;
import static safecity.browser.Visit.Screen.DESK;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import safecity.Cases;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.item.Item;

/** What people write stays what they wrote, in everybody's browser: no script of theirs runs (threat T8). */
class HostileTextTest extends BrowserTest {

    private static final String EVIL =
            "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>"
                    + "\"' onmouseover='alert(4)' [x](javascript:alert(5)) {{constructor.constructor('alert(6)')()}} ${7*7}";

    private final String mark = "甲" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> dialogs = new ArrayList<>();

    @Autowired
    private Cases cases;

    @Autowired
    private People people;

    @Test
    void runs_in_nobodys_browser() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        String name = jdbc.sql("select short_name from safecity.unit where code = :code")
                .param("code", LOCALITY)
                .query(String.class)
                .single();
        rename(name + EVIL);
        try {
            Item refused = refused();
            Item submitted = submitted();
            tour(watched(SUPERVISOR), refused);
            tour(watched(CLERK), refused);
            task(watched(CLERK), "我的任务", "实施整改", refused);
            task(watched(LOCAL_CLERK), "待认领", "核查", submitted);
        } finally {
            rename(name);
        }

        assertThat(dialogs).as("scripts that ran").isEmpty();
    }

    /** An item whose work was not accepted; all that people could write of it is evil. */
    private Item refused() throws Exception {
        Item item = submitted();
        cases.complete(item, LOCAL_CLERK, "verify", Map.of("decision", "refuse", "reasons", "现场核对" + EVIL));
        cases.claimed(item, CLERK, cases.at(item).get(0));
        return item;
    }

    private Item submitted() throws Exception {
        Item item = cases.signedFor(wish -> wish.described(mark + EVIL));
        jdbc.sql(
                        "update safecity.item set place = :evil, source = :evil, remark = :evil, measures = :evil where id = :id")
                .param("evil", "兴华大街" + EVIL)
                .param("id", item.id())
                .update();
        Map<String, Object> plan = new LinkedHashMap<>(cases.planOf(item));
        for (String field : List.of("goal", "measures", "contingency")) {
            plan.put(field, plan.get(field) + EVIL);
        }
        cases.complete(item, CLERK, "preparePlan", plan);
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept", "reasons", EVIL));
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "已更换" + EVIL, "finished", "yes"));
        cases.upload(item, CLERK, "submitEvidence", Phase.AFTER);
        mvc.perform(multipart(
                                "/tasks/{task}/evidence",
                                cases.step(item, "submitEvidence").taskId())
                        .file(new MockMultipartFile(
                                "file", "报告" + EVIL + ".pdf", "text/html", """
                                %PDF-1.4
                                1 0 obj << /Type /Catalog >> endobj
                                trailer << /Root 1 0 R >>
                                %%EOF
                                """.getBytes(StandardCharsets.UTF_8)))
                        .param("phase", Phase.AFTER.name())
                        .with(user(people.require(CLERK)))
                        .with(csrf()))
                .andExpect(status().isCreated());
        cases.complete(item, CLERK, "submitEvidence", Map.of("statement", "已完成" + EVIL));
        return item;
    }

    private Visit watched(String login) {
        Visit visit = visit(login, DESK);
        visit.page().onDialog(dialog -> {
            dialogs.add(login + " " + visit.page().url() + " " + dialog.message());
            dialog.dismiss();
        });
        return visit;
    }

    private void tour(Visit visit, Item item) {
        Page page = visit.page();
        look(visit, "/items?q=" + URLEncoder.encode(mark, StandardCharsets.UTF_8));
        assertThat(page.locator("#items tbody")).containsText(mark + EVIL);
        page.locator("a[data-drawer]").first().click();
        assertThat(page.locator("#drawer[open]")).containsText(EVIL);
        harmless(page);
        look(visit, "/items?q=" + URLEncoder.encode(EVIL, StandardCharsets.UTF_8));
        look(visit, "/items/" + item.number());
        assertThat(page.locator("h1")).containsText(mark + "<script>");
        assertThat(page.locator("#facts")).containsText(mark + EVIL);
        page.locator("main details:not([open]) > summary").all().stream()
                .filter(Locator::isVisible)
                .forEach(Locator::click);
        assertThat(page.locator("#timeline")).containsText("现场核对" + EVIL);
        assertThat(page.locator("#evidence")).containsText("onmouseover='alert(4)'");
        page.mouse().move(400, 300);
        harmless(page);
        for (String path : List.of("/my", "/documents", "/notices", "/units/" + Cases.LEAD)) {
            look(visit, path);
        }
        if (visit.login().equals(SUPERVISOR)) {
            for (String path : List.of("/board", "/units/" + LOCALITY, "/press?item=" + item.number())) {
                look(visit, path);
            }
        }
    }

    private void task(Visit visit, String filter, String task, Item item) {
        TasklistPage open = TasklistPage.open(visit, filter).choose(task, item.number());
        assertThat(visit.page().locator("h2.task")).containsText(item.number());
        open.tab("问题档案");
        assertThat(visit.page().locator("section.sc-dossier").first()).containsText(EVIL);
        harmless(visit.page());
        open.tab("佐证材料");
        assertThat(visit.page().locator("section.sc-evidence").first()).containsText("onmouseover='alert(4)'");
        harmless(visit.page());
    }

    private void look(Visit visit, String path) {
        visit.open(path);
        visit.awaitParts();
        harmless(visit.page());
    }

    /** What was written has become no element and no attribute. */
    private static void harmless(Page page) {
        assertThat(page.locator("img[src=x], svg[onload], [onmouseover], [onerror], a[href^='javascript:']"))
                .hasCount(0);
    }

    private void rename(String name) {
        asOwner()
                .sql("update safecity.unit set short_name = :name where code = :code")
                .param("name", name)
                .param("code", LOCALITY)
                .update();
    }
}

package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.Item;

/** 运行监控: the designer looks for a case and where it stands; the system administrator has a failed job done again. Everything else is closed. */
class CockpitJourneyTest extends BrowserTest {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#";

    @Autowired
    private safecity.Cases cases;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    private Item item;
    private String instance;

    @BeforeEach
    void aCaseRuns() {
        itIs(LocalDate.of(2020, 7, 6), LocalTime.of(9, 0));
        item = cases.dispatched();
        instance = instanceOf("problem");
    }

    @Test
    void designer_finds_a_case_and_sees_where_it_stands() {
        Visit designer = visit("sheji", DESK);
        Page page = designer.page();
        designer.open(COCKPIT + "/dashboard");
        assertThat(page.getByText("运行中的流程实例").first()).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("人工任务")))
                .hasCount(0);
        designer.open(COCKPIT + "/processes");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("问题闭环"))
                .first()
                .click();
        assertThat(page.locator(".djs-container [data-element-id=signFor]").first())
                .isVisible();
        designer.photograph("cockpit-definition");

        designer.open(COCKPIT + "/process-instance/" + instance + "/runtime");
        assertThat(page.locator(".djs-container [data-element-id=signFor]").first())
                .isVisible();
        assertThat(page.getByText(item.number()).first()).isVisible();
        assertThat(page.locator(".djs-overlays[data-container-id=signFor]")).containsText("1");
        designer.photograph("cockpit-instance");
        tabs(page);
    }

    @Test
    void system_administrator_has_a_failed_job_done_again() {
        Job job = management
                .createJobQuery()
                .processInstanceId(instanceOf("escalation"))
                .list()
                .get(0);
        management.setJobRetries(job.getId(), 0);
        Visit administrator = visit("xitong", DESK);
        Page page = administrator.page();

        administrator.open(COCKPIT + "/process-instance/" + job.getProcessInstanceId() + "/runtime?tab=incidents-tab");
        page.locator(".action-button:has(.glyphicon-repeat)").first().click();
        page.locator(".modal-footer .btn-primary:visible").click();
        assertThat(page.locator(".modal-footer .btn-primary:visible")).isEnabled();

        assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries())
                .isPositive();
        administrator.photograph("cockpit-retried");
    }

    @Test
    void nobody_else_opens_it() {
        for (String login : List.of("chengguanwei", "anquan", "shenji")) {
            Visit visitor = visit(login, DESK);
            visitor.expectRefusal("/camunda/app/");
            assertThat(visitor.open("/camunda/app/cockpit/default/").status()).isEqualTo(403);
            assertThat(visitor.open("/camunda/app/admin/default/").status()).isEqualTo(404);
        }
    }

    /** Every tab opens a pane of its own. */
    private static void tabs(Page page) {
        Locator tabs = page.locator(".ctn-tabbed .nav-tabs > li");
        Locator pane = page.locator(".ctn-tabbed-content view").first();
        assertThat(tabs.first()).isVisible();
        int count = tabs.count();
        for (int at = 0; at < count; at++) {
            tabs.nth(at).locator("a").first().click();
            assertThat(tabs.nth(at)).hasClass(Pattern.compile("(^|\\s)active(\\s|$)"));
            assertThat(pane).not().isEmpty();
        }
    }

    private String instanceOf(String process) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .processDefinitionKey(process)
                .singleResult()
                .getId();
    }
}

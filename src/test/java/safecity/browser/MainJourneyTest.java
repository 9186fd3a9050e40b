package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * One problem of the district's first list, from the upload of the workbook to its closing, in the browser of each of those who take part: the bridge
 * of row 4, for which 区水务局 is responsible and which 黄村镇 verifies. A unit that has no part in it sees nothing.
 */
class MainJourneyTest extends BrowserTest {

    private static final int SERIAL = 4;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @TempDir
    private Path folder;

    private Cases cases;

    @BeforeEach
    void inJuly2020() {
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(9, 0));
        cases = new Cases(runtime, management, jdbc);
        cases.setAsideEarlierImports();
    }

    @AfterEach
    void makeRoomForOthers() {
        cases.setAsideEarlierImports();
    }

    @Test
    void leads_a_problem_from_the_list_to_its_closing() throws IOException {
        Visit office = visit("duban", DESK);
        long list = importTheList(office);
        String number = gradeSignAndDispatch(office, list);

        Visit unit = visit("shuiwuju", DESK);
        plan(unit, office, number);
        Visit locality = visit("huangcunzhen", DESK);
        submitTwice(unit, locality, number);
        checkOnSite(visit("zhuanjia", PHONE), number);
        close(office, number);

        ItemPage item = new ItemPage(office, number);
        item.expectClosed("协调市级资金600万元");
        item.expectPhotos(4);
        item.expectDrawing();
        item.expectTimeline("销号", "抽查合格", "核查通过", "核查不通过", "提交核查", "整改完毕", "方案审核通过", "退回方案", "签收");
        office.photograph("journey-closed");
    }

    private long importTheList(Visit office) throws IOException {
        ListImportPage page = new ListImportPage(office).upload(Cases.WORKBOOK);
        assertThat(page.verdicts()).containsText(Pattern.compile("可导入 31.*疑似重复 1.*有误 4", Pattern.DOTALL));
        assertThat(page.row(19)).containsText("区公安分局");
        assertThat(page.row(27)).containsText("2020-13-01");
        assertThat(page.row(29)).containsText("序号 1");
        office.photograph("journey-preview");
        try (InputStream file = page.downloadErrors().createReadStream();
                XSSFWorkbook errors = new XSSFWorkbook(file)) {
            Sheet sheet = errors.getSheetAt(0);
            assertThat(sheet.getRow(2).getCell(16)).hasToString("错误说明");
            assertThat(sheet.getRow(21).getCell(15)).hasToString("有误");
        }
        assertThat(page.confirmation()).hasText("确认导入 31 条");
        return page.confirm().id();
    }

    private String gradeSignAndDispatch(Visit office, long list) {
        String listCase = "QD-" + list;
        cases.runDue(listCase);
        office.open("/lists/" + list);
        office.photograph("journey-grading");
        TasklistPage.open(office, "待认领").choose("核对定级", listCase).claim().complete();
        TasklistPage.open(office, "待认领")
                .choose("签发清单", listCase)
                .claim()
                .pick("同意签发，逐条派发给责任单位")
                .fill("签发意见", "同意，请按时限整改。")
                .complete();
        cases.runDue(listCase);
        String number = cases.numberOf(list, SERIAL);
        office.open("/lists/" + list);
        assertThat(office.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(number)))
                .isVisible();
        return number;
    }

    /** The unit plans, first without funds and then in a way that the office returns; the second plan is accepted. */
    private void plan(Visit unit, Visit office, String number) {
        TasklistPage.open(unit, "待认领").choose("签收", number).claim().pick("签收").complete();
        TasklistPage plan =
                TasklistPage.open(unit, "待认领").choose("制定整改方案", number).claim();
        plan.fill("应急预案", "汛期值守，积水超过27厘米即断路。");
        plan.completeInVain("重大隐患的整改方案必须写明资金保障");
        unit.photograph("journey-refusal");
        assertThat(plan.form().getByLabel("应急预案")).hasValue("汛期值守，积水超过27厘米即断路。");
        assertThat(plan.form().getByLabel("整改措施")).hasValue(Pattern.compile("扩建泵站.*"));
        plan.fill("资金保障", "区级资金200万元").complete();

        follow(office, number, "审核整改方案")
                .pick("退回修改")
                .fill("审核说明", "泵站扩建资金不足，请补充市级资金。")
                .complete();
        TasklistPage again =
                TasklistPage.open(unit, "被退回").choose("制定整改方案", number).claim();
        assertThat(again.form()).containsText("泵站扩建资金不足，请补充市级资金。");
        unit.photograph("journey-plan-returned");
        again.fill("资金保障", "区级资金200万元，协调市级资金600万元").complete();
        follow(office, number, "审核整改方案").pick("同意").complete();
    }

    /** The unit submits with two photos, is returned once by the locality, and submits again with a new photo. */
    private void submitTwice(Visit unit, Visit locality, String number) {
        carryOut(unit, "待认领", number, "泵站主体完工，蓄水试验合格。");
        TasklistPage submission =
                TasklistPage.open(unit, "待认领").choose("提交核查", number).claim();
        submission.upload("整改前", photo("桥区积水.jpg", Color.GRAY));
        submission.upload("整改后", photo("泵站扩建.jpg", Color.BLUE));
        submission.tab("佐证材料");
        unit.photograph("journey-evidence");
        submission.tab("表单").fill("整改情况说明", "泵站已扩建至3年一遇。").complete();

        TasklistPage verification =
                TasklistPage.open(locality, "待认领").choose("核查", number).claim();
        new Stranger(visit("qixiangju", DESK), number, jdbc).expectNothing();
        verification.tab("佐证材料");
        assertThat(locality.page().locator("section.sc-evidence img")).hasCount(2);
        verification
                .tab("表单")
                .pick("核查不通过，退回整改")
                .fill("核查说明", "调蓄池照片看不到水位计，请补拍。")
                .complete();

        TasklistPage returned = TasklistPage.open(unit, "被退回");
        assertThat(returned.cards(number)).hasCount(1);
        unit.photograph("journey-returned");
        carryOut(unit, "被退回", number, "已加装水位计。");
        TasklistPage second =
                TasklistPage.open(unit, "被退回").choose("提交核查", number).claim();
        assertThat(second.form()).containsText("调蓄池照片看不到水位计，请补拍。");
        second.fill("整改情况说明", "已补拍调蓄池水位计。");
        second.upload("整改后", photo("水位计.jpg", Color.GREEN));
        assertThat(second.form().getByLabel("整改情况说明")).hasValue("已补拍调蓄池水位计。");
        second.complete();
        TasklistPage.open(locality, "待认领")
                .choose("核查", number)
                .claim()
                .pick("核查通过")
                .complete();
    }

    private void carryOut(Visit unit, String filter, String number, String progress) {
        TasklistPage.open(unit, filter)
                .choose("实施整改", number)
                .claim()
                .fill("进展情况", progress)
                .pick("已整改完毕，下一步提交核查")
                .complete();
    }

    private void checkOnSite(Visit expert, String number) {
        TasklistPage check =
                TasklistPage.open(expert, "待认领").choose("现场抽查", number).claim();
        check.upload("抽查", photo("现场.jpg", Color.ORANGE)).form().waitFor();
        expert.photograph("journey-expert");
        check.pick("合格").fill("现场情况", "水位计、泵站与材料一致。").complete();
    }

    private void close(Visit office, String number) {
        follow(office, number, "复评")
                .pick("达到整改效果，予以销号")
                .fill("复评意见", "达到3年一遇标准。")
                .complete();
        cases.runDue(number);
    }

    /** The way of the office: from the page of the item to the task. */
    private static TaskPage follow(Visit office, String number, String task) {
        office.open("/items/" + number);
        office.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(task).setExact(true))
                .click();
        return TaskPage.on(office, task, number).claim();
    }

    private Path photo(String name, Color colour) {
        return Photos.take(folder, name, colour);
    }
}

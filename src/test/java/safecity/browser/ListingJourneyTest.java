package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;
import static safecity.browser.Visit.Screen.PHONE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.Color;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.TestItem;
import safecity.item.Item;

/**
 * A listing from the town's proposal to the announcement of its delisting, in the browsers of seven people: the town's clerk, two of the office, the
 * leading group, the unit's clerk and two experts with their phones. It ends where the public reads of it, without an account and without scripts.
 */
class ListingJourneyTest extends BrowserTest {

    private static final LocalDate DAY = LocalDate.of(2020, 7, 6);
    private static final String WAITING = "待认领";

    @Autowired
    private safecity.Cases cases;

    @TempDir
    private Path folder;

    private String number;
    private String title;

    @BeforeEach
    void registerAHazard() {
        itIs(DAY, LocalTime.of(9, 0));
        title = "燃气管线被违建占压" + UUID.randomUUID().toString().substring(0, 8);
        Item item = cases.registered(wish -> described(wish).major());
        number = item.number();
    }

    private TestItem described(TestItem wish) {
        return wish.described(title);
    }

    @Test
    void leads_a_hazard_from_the_proposal_to_the_public_notice_of_its_delisting() {
        Visit office = visit("duban", DESK);
        propose(visit("huangcunzhen", DESK));
        task(office, "认定隐患")
                .pick("属于重大隐患，报领导小组审批")
                .fill("认定意见", "经集体讨论，属于重大隐患。")
                .complete();
        Visit leader = visit("lingdao", DESK);
        task(leader, "审批挂牌").pick("同意挂牌").complete();
        Visit unit = visit("chengguanwei", DESK);
        task(office, "拟挂牌公告").complete();
        sign(leader, "挂牌公告");
        announceAndPlan(office, unit);
        String listing = listingOf(office);

        requestAcceptance(unit);
        accept(office);
        sign(leader, "摘牌公告");
        announceDelisting(office);

        office.open("/listings/" + listing);
        assertThat(office.page().locator("h1")).containsText(title);
        assertThat(office.page().locator("#acceptance img")).hasCount(2);
        office.photograph("listing-journey-card");
        readInPublic(listing);
    }

    /** The town begins on the page of the hazard, which leads to the task. */
    private void propose(Visit town) {
        town.open("/items/" + number);
        town.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("拟挂牌"))
                .click();
        TasklistPage.on(town)
                .expect("提出挂牌建议", number)
                .pick("区级")
                .fill("挂牌理由", "易燃易爆，难以自行排除")
                .pick("停止使用")
                .pick("设置警示标志")
                .fillDay("采取措施日期", DAY)
                .fill("采取措施的单位和人员", "黄村镇安全科")
                .complete();
        town.photograph("listing-journey-proposed");
    }

    private void announceAndPlan(Visit office, Visit unit) {
        TasklistPage announcement = task(office, "发布挂牌公告");
        assertThat(announcement.form()).containsText("办结本任务后，公示页和订阅立即公开以下内容");
        announcement.fill("公告渠道", "区政府网站").fillDay("公告日期", DAY);
        office.photograph("listing-journey-announce");
        announcement.complete();
        task(office, "报市安委办备案")
                .fill("备案文号或回执编号", "京兴安办〔2020〕5号")
                .fillDay("报送日期", DAY)
                .complete();

        task(unit, "报送整改方案")
                .fill("整改目标", "拆除占压建筑，消除隐患")
                .fill("责任", "主任王某，科长李某")
                .fill("措施", "拆除违建，迁改管线")
                .fill("资金", "三十万元，部门预算")
                .fillDay("完成时限", DAY.plusDays(14))
                .fill("预案", "设围挡，专人值守")
                .complete();
        task(office, "审核整改方案").pick("通过").complete();
        task(unit, "报送整改进展").fill("本期进展", "违建已拆除一半").complete();
    }

    private void requestAcceptance(Visit unit) {
        TasklistPage request = task(unit, "整改并提请验收");
        request.upload("提请验收", photo("拆除后.jpg", Color.GREEN));
        unit.photograph("listing-journey-request");
        request.fill("整改报告", "违建已拆除，管线试压合格")
                .pick("自行验收")
                .fill("验收人或评估机构", "区城管委设施科")
                .complete();
    }

    /** A team of three: the experts are on the site with their phones, one of them photographs. */
    private void accept(Visit office) {
        task(visit("duban2", DESK), "组成验收组")
                .fill("验收组成员", "督办员甲、专家甲、专家乙")
                .fillDay("验收日期", DAY)
                .complete();
        Visit expert = visit("zhuanjia", PHONE);
        TasklistPage inspection = TasklistPage.open(expert, "我的任务").choose("出具现场验收意见", number);
        inspection.upload("现场验收", photo("现场.jpg", Color.ORANGE)).form().waitFor();
        expert.photograph("listing-journey-expert");
        judge(inspection);
        for (Visit other : List.of(visit("zhuanjia2", PHONE), office)) {
            judge(TasklistPage.open(other, "我的任务").choose("出具现场验收意见", number));
        }
    }

    /** The leading group finds a draft on the page of the hazard and signs it. */
    private void sign(Visit leader, String kind) {
        leader.open("/items/" + number);
        leader.page()
                .locator("#documents tr")
                .filter(new Locator.FilterOptions().setHasText(kind))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        leader.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("去办理"))
                .click();
        TaskPage.on(leader, "签发文书", number).claim().pick("签发，编号发出").complete();
    }

    private static void judge(TasklistPage inspection) {
        inspection.pick("合格").fill("现场情况和理由", "占压已消除，与报告一致").complete();
    }

    private void announceDelisting(Visit office) {
        TasklistPage announcement = task(office, "发布摘牌公告");
        assertThat(announcement.form()).containsText("区政府网站");
        announcement.fillDay("公告日期", DAY);
        office.photograph("listing-journey-announce-delisting");
        announcement.complete();
    }

    private String listingOf(Visit office) {
        office.open("/items/" + number);
        Locator link = office.page().locator("#listing a").first();
        assertThat(link).containsText("GP-2020-");
        return link.innerText().strip();
    }

    private void readInPublic(String listing) {
        Visit reader = visitOfPublic();
        reader.open("/public");
        reader.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(listing))
                .click();
        assertThat(reader.page().locator("h1")).hasText("重大安全隐患摘牌公告");
        assertThat(reader.page().locator("dl")).containsText(title);
        assertThat(reader.page().locator("dl")).containsText("已摘牌");
        assertThat(reader.page().locator("main")).not().containsText("王某");
        reader.photograph("listing-journey-public");
    }

    private TasklistPage task(Visit visit, String name) {
        return TasklistPage.open(visit, WAITING).choose(name, number).claim();
    }

    private Path photo(String name, Color colour) {
        return Photos.take(folder, name, colour);
    }
}

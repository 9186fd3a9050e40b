package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static safecity.browser.Visit.Screen.DESK;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.item.Item;
import safecity.notice.PostOffice;

/** What a supervisor does from the board and from the list. It is May 2003, when no other test posts a notice or lets a deadline pass. */
class ItemsJourneyTest extends BrowserTest {

    private static final LocalDate TODAY = LocalDate.of(2003, 5, 19);

    @Autowired
    private Cases cases;

    @Autowired
    private PostOffice postOffice;

    private long list;

    private LocalTime moment;

    /** Each test has a list and a moment of its own, far enough from the last that its few mails are not gathered into one. */
    @BeforeEach
    void aListAndAMomentOfItsOwn() {
        list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values ('清单', '区创安办', 2020, 'list.xlsx', :hash, '', 'DISPATCHED', 'duban', now())
                returning id""")
                .param("hash", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
        moment = LocalTime.of(9, 0).plusMinutes(11 * (list % 40));
        itIs(TODAY, moment);
    }

    @AfterEach
    void sendNothingLater() {
        jdbc.sql("""
                update safecity.notice set state = 'DEAD'
                 where state = 'PENDING' and item_id in (select i.id from safecity.item i where i.list_id = :list)""").param("list", list).update();
    }

    @Test
    void leads_from_the_board_to_a_red_item_in_two_clicks_where_it_is_pressed_and_the_mail_goes_out() {
        itIs(TODAY.minusDays(30), moment);
        Item red = ofList(cases.underWay(wish -> wish.dueInDays(27).described("高层住宅消防通道被占用")));
        itIs(TODAY, moment);
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/board?list=" + list);

        page.locator(".sc-tiles a")
                .filter(new Locator.FilterOptions().setHasText("超期"))
                .first()
                .click();
        row(page, red).getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("h1")).containsText(red.number());
        assertThat(page.locator(".sc-item-head .sc-lamp").first()).containsText("超期");

        page.locator(".sc-item-head").getByText("催办").click();
        assertThat(page.locator("tbody tr")).containsText("将要催办");
        page.getByLabel("催办内容").fill("请本周内腾清通道");
        press(page, "催办 1 件");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已催办 1 件，未催办 0 件。");

        assertThat(postOffice.deliver())
                .anyMatch(mail -> mail.startsWith("chengguanwei@") && mail.contains(red.number()));
        page.getByText("返回").click();
        assertThat(page.locator("#timeline li").first()).containsText("催办");
        assertThat(page.locator("#timeline li").first()).containsText("请本周内腾清通道");
        assertThat(page.locator("#presses")).containsText("未签收");
        office.photograph("items-pressed");
    }

    @Test
    void presses_fifty_at_once_of_which_three_are_refused() {
        List<Item> items = IntStream.range(0, 50)
                .mapToObj(at -> ofList(at < 49 ? cases.dispatched() : cases.registered(wish -> wish)))
                .toList();
        jdbc.sql("update safecity.item set paused_on = :today where id = :id")
                .param("today", TODAY)
                .param("id", items.get(0).id())
                .update();
        jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = :now where id = :id")
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("id", items.get(1).id())
                .update();
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/items?size=50&list=" + list);

        page.getByLabel("全选本页").check();
        assertThat(page.locator("[data-chosen]")).hasText("已选 50 条");
        press(page, "批量催办");
        assertThat(page.locator(".sc-head")).containsText("已选 50 件，可以催办 47 件");
        assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("将要催办")))
                .hasCount(47);
        assertThat(row(page, items.get(0))).containsText("已挂账暂停");
        assertThat(row(page, items.get(1))).containsText("已销号");
        assertThat(row(page, items.get(49))).containsText("无人可催");
        office.photograph("items-press-fifty");
        press(page, "催办 47 件");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已催办 47 件，未催办 3 件。");
        assertThat(row(page, items.get(0))).containsText("已挂账暂停");
        assertThat(row(page, items.get(1))).containsText("已销号");
        assertThat(row(page, items.get(49))).containsText("无人可催");
        office.photograph("items-pressed-fifty");
        assertThat(jdbc.sql(
                                "select count(*) from safecity.press p join safecity.item i on i.id = p.item_id where i.list_id = :list")
                        .param("list", list)
                        .query(Integer.class)
                        .single())
                .isEqualTo(47);
        page.getByText("返回").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*list=" + list + ".*"));
    }

    @Test
    void keeps_what_is_ticked_over_pages_and_filters_until_it_is_dealt_with() {
        List<Item> items = IntStream.range(0, 22)
                .mapToObj(at -> ofList(cases.dispatched()))
                .toList();
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/items?sort=number&list=" + list);

        page.getByLabel("选择 " + items.get(0).number()).check();
        page.locator(".sc-pager").getByText("下一页").click();
        page.getByLabel("选择 " + items.get(21).number()).check();
        assertThat(page.locator("[data-chosen]")).hasText("已选 2 条，其中 1 条不在本页");
        office.open(
                "/items?sort=number&list=%d&q=%s".formatted(list, items.get(0).number()));
        assertThat(page.getByLabel("选择 " + items.get(0).number())).isChecked();
        press(page, "批量催办");
        assertThat(page.locator(".sc-head")).containsText("已选 2 件，可以催办 2 件");
        press(page, "催办 2 件");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已催办 2 件，未催办 0 件。");
        page.getByText("返回").click();
        assertThat(page.locator("[data-chosen]")).hasText("勾选问题后可以批量办理");

        page.getByLabel("选择 " + items.get(0).number()).check();
        page.locator("[data-choose-none]").click();
        assertThat(page.getByLabel("选择 " + items.get(0).number())).not().isChecked();
    }

    @Test
    void opens_the_drawer_by_keyboard_and_passes_on_two_rows() {
        List<Item> items = List.of(ofList(cases.dispatched()), ofList(cases.dispatched()), ofList(cases.dispatched()));
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/items?list=" + list);

        Locator problem = row(page, items.get(0)).locator("a[data-drawer]");
        problem.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#drawer")).isVisible();
        assertThat(page.locator("#drawer")).containsText(items.get(0).number());
        office.photograph("items-drawer");
        page.keyboard().press("Escape");
        assertThat(page.locator("#drawer")).not().isVisible();
        assertThat(problem).isFocused();

        for (Item item : items.subList(0, 2)) {
            page.getByLabel("选择 " + item.number()).focus();
            page.keyboard().press("Space");
        }
        press(page, "批量转办");
        page.getByLabel("转办单位").selectOption("区消防支队");
        page.getByLabel("转办理由").fill("属于消防职责");
        press(page, "转办 2 件");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已转办 2 件，未转办 0 件。");
        assertThat(cases.now(items.get(1)).leadUnit()).isEqualTo(Cases.OTHER_UNIT);
        assertThat(cases.now(items.get(2)).leadUnit()).isEqualTo(Cases.LEAD);
    }

    @Test
    void orders_a_check_of_one_row_and_takes_both_out_as_a_workbook() {
        Item verified = ofList(cases.verified(wish -> wish));
        Item dispatched = ofList(cases.dispatched());
        Visit office = visit("duban", DESK);
        Page page = office.page();
        office.open("/items?list=" + list);

        page.getByLabel("全选本页").check();
        press(page, "派抽查");
        assertThat(row(page, dispatched)).containsText("不能派抽查");
        page.getByLabel("抽查事由").fill("群众反映又有反弹");
        office.photograph("items-check-order");
        press(page, "派抽查 1 件");
        assertThat(row(page, verified)).containsText("已收回复评，由专家组现场抽查");
        assertThat(cases.at(verified)).containsExactly("checkOnSite");

        page.getByText("返回").click();
        page.getByLabel("全选本页").check();
        press(page, "导出所选");
        page.getByLabel("工作簿").selectOption("整改台账");
        Download workbook = page.waitForDownload(() -> press(page, "导出 2 件"));
        assertThat(workbook.suggestedFilename()).isEqualTo("整改台账 2003-05-19.xlsx");
    }

    private Item ofList(Item item) {
        jdbc.sql("update safecity.item set list_id = :list where id = :id")
                .param("list", list)
                .param("id", item.id())
                .update();
        return item;
    }

    private static Locator row(Page page, Item item) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(item.number()));
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}

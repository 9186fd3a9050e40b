package safecity.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import safecity.CaseTest;
import safecity.identity.People;
import safecity.item.Item;

/** 申请延期 on the page of an item: who sees the button, until when it works, and what it says afterwards. */
class ExtensionPagesTest extends CaseTest {

    @Autowired
    private Requests requests;

    @Autowired
    private People people;

    @Test
    void offers_the_button_to_the_responsible_unit_until_its_last_day() throws Exception {
        Item item = cases.underWay(wish -> wish);

        assertThat(button(item, CLERK).hasAttr("disabled")).isFalse();
        assertThat(page(item, CLERK).text()).contains("可申请延期至 2020-06-28（含当日）", "最多延期 1 次，累计不超过 30 个工作日");
        assertThat(page(item, SUPERVISOR).select("button")).isEmpty();
        assertThat(page(item, SUPERVISOR).text()).contains("牵头单位可申请延期至 2020-06-28");
        assertThat(page(item, LOCAL_CLERK).select("button")).isEmpty();

        tenOClockOn(LocalDate.of(2020, 6, 28));
        assertThat(button(item, CLERK).hasAttr("disabled")).isFalse();
        tenOClockOn(LocalDate.of(2020, 6, 29));
        assertThat(button(item, CLERK).hasAttr("disabled")).isTrue();
        assertThat(page(item, CLERK).text()).contains("申请延期的最后一天是 2020-06-28（时限前 3 个工作日），已过，不能再申请");
    }

    @Test
    void leads_to_the_form_in_tasklist_and_back_to_it_until_it_is_handed_in() throws Exception {
        Item item = cases.underWay(wish -> wish);

        MvcResult pressed = press(item, CLERK);

        String task = cases.step(item, "ask").taskId();
        String form = "/camunda/app/tasklist/default/#/?task=" + task;
        assertThat(pressed.getResponse().getRedirectedUrl()).isEqualTo(form);
        assertThat(page(item, CLERK).select("a.btn").attr("href")).isEqualTo(form);
        assertThat(button(item, COLLEAGUE).hasAttr("disabled")).isTrue();
        assertThat(page(item, COLLEAGUE).text()).contains("正在填写延期申请，同一问题一次只能有一件");
        assertThat(press(item, COLLEAGUE).getFlashMap().get("complaint"))
                .asString()
                .contains("正在填写延期申请");

        cases.complete(item, CLERK, "ask", Requests.asking(10));
        assertThat(button(item, CLERK).hasAttr("disabled")).isTrue();
        assertThat(page(item, CLERK).text()).contains("延期申请正在审批，决定之前不能再申请", "汛期无法开挖", "设围挡，专人值守");
        assertThat(page(item, CLERK).select("article header").text()).endsWith("待审批");
    }

    @Test
    void tells_the_decision_and_that_there_is_no_second_time() throws Exception {
        Item item = cases.underWay(wish -> wish);
        requests.ask(item, 10);
        requests.support(item);
        requests.grant(item, 8);

        Document page = page(item, CLERK);
        assertThat(page.select("article").text())
                .contains("已批准", "延期 10 个工作日", "延期 8 个工作日", "黄村镇同意延期：围挡已落实", "同意，抓紧施工（督办员甲");
        assertThat(button(item, CLERK).hasAttr("disabled")).isTrue();
        assertThat(page.text()).contains("本问题已延期 1 次，按规定最多 1 次");
        assertThat(press(item, CLERK).getFlashMap().get("complaint")).asString().contains("本问题已延期 1 次");
        assertThat(requests.states(item)).isEqualTo("GRANTED");
    }

    @Test
    void shows_what_people_wrote_as_they_wrote_it() throws Exception {
        Item item = cases.underWay(wish -> wish);
        requests.begin(item, CLERK);
        Map<String, Object> fields = Requests.asking(3);
        fields.put("reason", "<b>急</b> **重** {{conditions}}");
        cases.complete(item, CLERK, "ask", fields);

        assertThat(page(item, CLERK).select("article dd b")).isEmpty();
        assertThat(page(item, CLERK).text()).contains("<b>急</b> **重** {{conditions}}");
        assertThat(form(item, "giveOpinion").get("request")).asString().contains("\\*\\*重\\*\\*", "\\<b\\>");
    }

    @Test
    void is_not_found_by_strangers_and_not_pressed_by_those_who_only_look() throws Exception {
        Item item = cases.underWay(wish -> wish);

        assertThat(status(item, OTHER_CLERK)).isEqualTo(404);
        assertThat(press(item, OTHER_CLERK).getResponse().getStatus()).isEqualTo(404);
        assertThat(press(item, LOCAL_CLERK).getResponse().getStatus()).isEqualTo(403);
        assertThat(press(item, SUPERVISOR).getResponse().getStatus()).isEqualTo(403);
        assertThat(mvc.perform(post(url(item)).with(user(people.require(CLERK))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("without the token")
                .isEqualTo(403);
        assertThat(requests.states(item)).isEmpty();
    }

    @Test
    void shows_both_deadlines_and_the_move_between_them_on_the_page_of_the_item() throws Exception {
        Item item = cases.underWay(wish -> wish);
        String unmoved = itemPage(item).selectFirst("#deadlines").text();
        assertThat(unmoved).contains("原定 2020-07-01，现行时限未变");

        requests.ask(item, 10);
        requests.support(item);
        requests.grant(item, 10);

        Element section = itemPage(item).selectFirst("#deadlines");
        assertThat(section.select("tbody tr").text())
                .contains("2020-07-01 → 2020-07-15", "延期", "+10", "汛期无法开挖", "督办员甲 2020-06-01 10:00");
        assertThat(itemPage(item).selectFirst(".sc-key").text()).contains("2020-07-15", "原定 2020-07-01");
        String html = jdbc.sql(
                        "select html from safecity.notice where item_id = :id and kind = 'extension-granted' limit 1")
                .param("id", item.id())
                .query(String.class)
                .single();
        assertThat(Jsoup.parse(html).text()).contains("整改期限 2020年7月15日（原定2020年7月1日）");
        String mail = jdbc.sql(
                        "select text from safecity.notice where item_id = :id and kind = 'extension-granted' limit 1")
                .param("id", item.id())
                .query(String.class)
                .single();
        assertThat(mail).contains("申请延期 10 个工作日，现批准 10 个工作日", "整改期限：2020年7月15日（原定2020年7月1日）");
    }

    private static String url(Item item) {
        return "/items/" + item.number() + "/extensions";
    }

    private int status(Item item, String login) throws Exception {
        return mvc.perform(get(url(item)).with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private Document page(Item item, String login) throws Exception {
        return read(url(item), login);
    }

    private Document itemPage(Item item) throws Exception {
        return read("/items/" + item.number(), CLERK);
    }

    private Document read(String url, String login) throws Exception {
        return Jsoup.parse(mvc.perform(get(url).with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private Element button(Item item, String login) throws Exception {
        return page(item, login).selectFirst("form button");
    }

    private MvcResult press(Item item, String login) throws Exception {
        return mvc.perform(post(url(item)).with(user(people.require(login))).with(csrf()))
                .andReturn();
    }
}

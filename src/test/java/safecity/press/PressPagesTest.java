package safecity.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;
import safecity.identity.People;
import safecity.item.Item;

/** 催办 as pages: from the list or the item to the preview, to the result, and what each viewer sees of it. */
class PressPagesTest extends CaseTest {

    @Autowired
    private People people;

    @Test
    void previews_each_chosen_item_then_presses_those_that_may_be_and_says_what_became_of_each() throws Exception {
        Item open = cases.underWay(wish -> wish);
        Item closedMeanwhile = cases.underWay(wish -> wish);
        Item office = cases.verified(wish -> wish);
        String chosen = "/press?item=%s&item=%s&item=%s&back=/items?view=overdue"
                .formatted(open.number(), closedMeanwhile.number(), office.number());

        Document preview = page(chosen, SUPERVISOR);

        assertThat(preview.select("tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(open.number(), "✓将要催办", "催办区城管委（实施整改），通知"),
                        row -> assertThat(row).contains(closedMeanwhile.number(), "✓将要催办"),
                        row -> assertThat(row).contains(office.number(), "✖不能催办", "由创安办自己办理"));
        assertThat(preview.select("form[action=/press] input[name=item]").eachAttr("value"))
                .as("all, so that the server says of each what became of it")
                .containsExactly(open.number(), closedMeanwhile.number(), office.number());
        assertThat(preview.select("a:contains(返回)").attr("href")).isEqualTo("/items?view=overdue");

        jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = now() where id = :id")
                .param("id", closedMeanwhile.id())
                .update();
        MvcResult pressed = press(SUPERVISOR, "请抓紧", open, closedMeanwhile, office);
        Document result =
                Jsoup.parse(mvc.perform(get(URI.create(pressed.getResponse().getRedirectedUrl()))
                                .flashAttrs(Map.copyOf(pressed.getFlashMap()))
                                .with(user(people.require(SUPERVISOR))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));

        assertThat(result.select("[role=status]").text()).isEqualTo("已催办 1 件，未催办 2 件。");
        assertThat(result.select("tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(open.number(), "✓已催办"),
                        row -> assertThat(row).contains(closedMeanwhile.number(), "✖未催办", "已销号，不再催办"),
                        row -> assertThat(row).contains(office.number(), "✖未催办"));
        assertThat(page("/bulk/done", SUPERVISOR).text()).contains("结果只显示一次");
    }

    @Test
    void shows_who_pressed_and_who_signed_to_the_units_of_the_item_and_what_is_not_signed_yet() throws Exception {
        Item item = cases.underWay(wish -> wish);
        press(SUPERVISOR, "请<b>抓紧</b>", item);
        String presses = "/items/%s/presses".formatted(item.number());

        assertThat(page(presses, CLERK).select("tbody td").eachText())
                .contains("2020-06-01 10:00", "督办员甲", "请<b>抓紧</b>", "未签收");
        assertThat(page(presses, CLERK).text()).contains("1 次催办未签收");
        assertThat(numbers("&view=pressed", item)).containsExactly(item.number());

        cases.complete(item, CLERK, "signForPress", Map.of("answer", "已采购", "expectedOn", "2020-12-31"));

        assertThat(page(presses, CLERK).select("[data-label=签收]").text())
                .isEqualTo("区城管委经办 2020-06-01 10:00 已采购 预计 2020-12-31 前完成，晚于现行时限");
        assertThat(numbers("&view=pressed", item)).isEmpty();
        assertThat(statusOf(get(presses), OTHER_CLERK)).isEqualTo(404);
        assertThat(statusOf(get("/items/WT-1999-00001/presses"), SUPERVISOR)).isEqualTo(404);
    }

    @Test
    void offers_pressing_to_the_office_alone_and_never_for_a_closed_item() throws Exception {
        Item item = cases.underWay(wish -> wish);
        String number = item.number();

        assertThat(page("/items/" + number, SUPERVISOR)
                        .select(".sc-actions > *")
                        .eachText())
                .containsExactly("二维码", "打印", "催办");
        assertThat(page("/items/" + number, CLERK).select("a[href^=/press]")).isEmpty();
        assertThat(page("/items?q=" + number, SUPERVISOR)
                        .select("input[name=item][form=bulk]")
                        .eachAttr("value"))
                .containsExactly(number);
        assertThat(page("/items?q=" + number, CLERK).select("[action^=/press], [href^=/press], [formaction=/pass-on]"))
                .isEmpty();

        jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = now() where id = :id")
                .param("id", item.id())
                .update();
        assertThat(page("/items/" + number, SUPERVISOR).select("a[href^=/press]"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLERK, "chengguanwei-head", "lingdao", "xitong", "shenji"})
    void lets_nobody_else_press(String login) throws Exception {
        Item item = cases.underWay(wish -> wish);

        assertThat(statusOf(get("/press").param("item", item.number()), login)).isEqualTo(404);
        assertThat(press(login, "", item).getResponse().getStatus()).isEqualTo(404);
        assertThat(statusOf(post("/press").param("item", item.number()), SUPERVISOR))
                .isEqualTo(403);
        assertThat(cases.at(item)).containsExactly("carryOut");
    }

    @Test
    void leads_back_to_pages_of_ours_only_and_keeps_words_that_are_too_long() throws Exception {
        Item item = cases.underWay(wish -> wish);

        Document preview = page("/press?item=%s&back=https://example.org/".formatted(item.number()), SUPERVISOR);
        MvcResult tooLong = press(SUPERVISOR, "办".repeat(501), item);

        assertThat(preview.select("a:contains(返回)").attr("href")).isEqualTo("/items");
        assertThat(tooLong.getFlashMap().get("complaint")).asString().contains("最多 500 字");
        assertThat(tooLong.getFlashMap().get("words")).asString().hasSize(501);
        assertThat(tooLong.getResponse().getRedirectedUrl()).startsWith("/press?item=" + item.number());
        assertThat(cases.at(item)).containsExactly("carryOut");
        assertThat(page("/press", SUPERVISOR).text()).contains("还没有选择问题");
    }

    private MvcResult press(String login, String words, Item... items) throws Exception {
        MockHttpServletRequestBuilder request =
                post("/press").param("words", words).with(csrf());
        for (Item item : items) {
            request.param("item", item.number());
        }
        return mvc.perform(request.with(user(people.require(login)))).andReturn();
    }

    private java.util.List<String> numbers(String more, Item item) throws Exception {
        return page("/items?q=" + item.number() + more, SUPERVISOR)
                .select("tbody th a")
                .eachText();
    }

    private Document page(String url, String login) throws Exception {
        return Jsoup.parse(mvc.perform(get(URI.create(url)).with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private int statusOf(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}

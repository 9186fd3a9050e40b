package safecity.spotcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
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
import safecity.CaseTest;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/** 派抽查 as pages: from the list to the preview, to the result. */
class CheckOrderPagesTest extends CaseTest {

    private static final String REASON = "群众反映又缺井盖";

    @Autowired
    private People people;

    @Test
    void previews_each_chosen_item_then_orders_those_that_may_be_and_says_what_became_of_each() throws Exception {
        Item submitted = cases.submitted(wish -> wish);
        Item judgedMeanwhile = cases.verified(wish -> wish);
        Item dispatched = cases.dispatched();

        Document preview = page("/check-orders?item=%s&item=%s&item=%s&back=/items?view=verified"
                .formatted(submitted.number(), judgedMeanwhile.number(), dispatched.number()));

        assertThat(preview.select("tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(submitted.number(), "✓将要派抽查", "核查通过后直接抽查"),
                        row -> assertThat(row).contains(judgedMeanwhile.number(), "✓将要派抽查", "收回复评"),
                        row -> assertThat(row).contains(dispatched.number(), "✖不能派抽查", "待签收"));
        assertThat(preview.select("form[action=/check-orders] input[name=item]").eachAttr("value"))
                .as("all, so that the server says of each what became of it")
                .containsExactly(submitted.number(), judgedMeanwhile.number(), dispatched.number());

        cases.reassess(judgedMeanwhile, "effective");
        assertThat(String.valueOf(send(SUPERVISOR, " ", submitted).getFlashMap().get("complaint")))
                .contains("请填写抽查事由");
        MvcResult done = send(SUPERVISOR, REASON, submitted, judgedMeanwhile);
        Document result =
                Jsoup.parse(mvc.perform(get(URI.create(done.getResponse().getRedirectedUrl()))
                                .flashAttrs(Map.copyOf(done.getFlashMap()))
                                .with(user(people.require(SUPERVISOR))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));

        assertThat(result.select("h1").text()).isEqualTo("派抽查结果");
        assertThat(result.select("[role=status]").text()).isEqualTo("已派抽查 1 件，未派抽查 1 件。");
        assertThat(result.select("tbody tr").get(1).text()).contains("✖未派抽查", "已销号，不再抽查");
    }

    @Test
    void neither_page_drawer_dossier_nor_drawing_warns_the_unit_of_a_check_before_it_was_made() throws Exception {
        Item item = cases.submitted(wish -> wish);
        send(SUPERVISOR, REASON, item);
        String url = "/items/" + item.number();
        String trunk = "?diagram=" + process(item, "problem").getId();

        assertThat(page(url + trunk, CLERK).text()).doesNotContain(REASON).contains("提交核查");
        assertThat(page(url + trunk, CLERK).select("#timeline").text()).doesNotContain("点名抽查");
        assertThat(page(url + trunk, CLERK).select("#process tr:contains(点名抽查)").eachText())
                .allMatch(row -> row.contains("未到达"));
        assertThat(drawer(url, CLERK)).doesNotContain("点名抽查", REASON).contains("提交核查");
        assertThat(page("/tasks/%s/dossier".formatted(cases.step(item, "verify").taskId()), Cases.LOCAL_CLERK)
                        .text())
                .doesNotContain("点名抽查", REASON)
                .contains("提交核查");
        assertThat(page(url, SUPERVISOR).select("#timeline").text()).contains("点名抽查", REASON);
        assertThat(page(url + trunk, SUPERVISOR)
                        .select("#process tr:contains(核查前点名抽查)")
                        .text())
                .contains("已完成");

        cases.verify(item, "accept");
        assertThat(page(url, CLERK).select("#timeline").text()).doesNotContain("点名抽查");
        assertThat(page(url, EXPERT).select("#timeline").text()).contains("点名抽查", REASON);

        cases.checkOnSite(item, "passed");
        assertThat(page(url, CLERK).select("#timeline").text()).contains("点名抽查", REASON, "抽查合格");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLERK, "zhuanjia", "lingdao", "xitong", "shenji"})
    void lets_nobody_else_order(String login) throws Exception {
        Item item = cases.submitted(wish -> wish);

        assertThat(send(login, REASON, item).getResponse().getStatus()).isEqualTo(404);
        assertThat(mvc.perform(get("/check-orders").param("item", item.number()).with(user(people.require(login))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private MvcResult send(String login, String reason, Item... items) throws Exception {
        var request = post("/check-orders").param("reason", reason).with(csrf());
        for (Item item : items) {
            request.param("item", item.number());
        }
        return mvc.perform(request.with(user(people.require(login)))).andReturn();
    }

    private String drawer(String url, String login) throws Exception {
        return Jsoup.parse(mvc.perform(get(URI.create(url + "/summary"))
                                .header("HX-Request", "true")
                                .with(user(people.require(login))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .text();
    }

    private Document page(String url) throws Exception {
        return page(url, SUPERVISOR);
    }

    private Document page(String url, String login) throws Exception {
        return Jsoup.parse(mvc.perform(get(URI.create(url)).with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }
}

package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.document.DocumentState;
import safecity.item.Item;

/** 发文: what the office drafts by hand on an item's page. */
class HandDraftsTest extends SlipCase {

    private static final String SECOND_SUPERVISOR = "duban2";

    @Test
    void the_office_drafts_and_somebody_else_signs() throws Exception {
        Item item = overdue();
        assertThat(page("/items/%s/documents".formatted(item.number()), SUPERVISOR)
                        .select("a:contains(发文)")
                        .attr("href"))
                .isEqualTo(url(item));
        assertThat(page(url(item), SUPERVISOR).select("#kind option").eachText())
                .anyMatch(kind -> kind.startsWith("整改指令"))
                .noneMatch(kind -> kind.startsWith("延期批复") || kind.startsWith("解除挂牌"));

        MockHttpServletResponse done = draft(item, Map.of());

        long id = Long.parseLong(String.valueOf(done.getRedirectedUrl()).replaceAll(".*/", ""));
        assertThat(document(id))
                .extracting("state", "occasion", "demand", "drafter")
                .containsExactly(DocumentState.DRAFT, "该问题整改不力", "夜间派人值守", "督办员甲");
        assertThat(statusOf(path(id), CLERK)).isEqualTo(404);
        assertThat(form(item, "decideIssue")).containsEntry("demand", "夜间派人值守");
        assertRefused(item, "不能签发自己拟的文书", () -> issue(id));
        cases.complete(item, SUPERVISOR, "decideIssue", Map.of("decision", "refuse", "reason", "重拟"));
        assertThat(document(id).state()).isEqualTo(DocumentState.NOT_ISSUED);
    }

    @Test
    void what_was_demanded_when_it_was_drafted_goes_out_when_many_are_signed_at_once() throws Exception {
        Item item = overdue();
        MockHttpServletResponse done = draft(item, Map.of());
        long id = Long.parseLong(String.valueOf(done.getRedirectedUrl()).replaceAll(".*/", ""));

        send(post("/documents/decisions").param("id", Long.toString(id)).param("decision", "issue"), SECOND_SUPERVISOR);

        assertThat(document(id).state()).isEqualTo(DocumentState.TO_SERVE);
        assertThat(text(id)).contains("夜间派人值守");
    }

    @Test
    void units_read_of_a_document_in_the_timeline_once_it_is_served_and_never_of_one_that_was_refused()
            throws Exception {
        Item item = overdue();
        long refused = Long.parseLong(
                String.valueOf(draft(item, Map.of()).getRedirectedUrl()).replaceAll(".*/", ""));
        assertThat(timeline(item, CLERK)).doesNotContain("拟稿");
        assertThat(timeline(item, "huangcunzhen")).doesNotContain("拟稿");
        assertThat(timeline(item, SUPERVISOR)).contains("拟稿 区创安办 督办员甲");
        cases.complete(item, SECOND_SUPERVISOR, "decideIssue", Map.of("decision", "refuse", "reason", "重拟"));
        assertThat(document(refused).state()).isEqualTo(DocumentState.NOT_ISSUED);

        draft(item, Map.of());
        cases.complete(
                item,
                SECOND_SUPERVISOR,
                "decideIssue",
                Map.of("decision", "issue", "demand", "", "serving", "written"));
        assertThat(timeline(item, CLERK)).doesNotContain("拟稿", "签发文书");
        assertThat(page("/items/" + item.number(), CLERK).select(".sc-key").text())
                .doesNotContain("书面送达");
        assertThat(page("/items/" + item.number(), SUPERVISOR).select(".sc-key").text())
                .contains("书面送达");
        tenOClockOn(TODAY.plusDays(14));
        runJobs(item);
        assertThat(timeline(item, SUPERVISOR)).contains("“书面送达”");
        assertThat(timeline(item, CLERK)).doesNotContain("书面送达");
        assertThat(page("/items/%s/forecast".formatted(item.number()), CLERK).text())
                .doesNotContain("书面送达");

        cases.complete(
                item,
                SUPERVISOR,
                "deliver",
                Map.of("servedHow", "直接送达", "servedOn", TODAY.plusDays(14).toString(), "server", "张三", "note", ""));
        assertThat(timeline(item, CLERK)).containsOnlyOnce("拟稿").contains("签发文书", "送达文书");
    }

    @Test
    void nobody_but_the_office_has_the_page() throws Exception {
        Item item = overdue();

        for (String login : List.of(CLERK, HEAD, "huangcunzhen", "shenji", LEADER)) {
            assertThat(statusOf(url(item), login)).as(login).isEqualTo(404);
            assertThat(send(filled(item, Map.of()), login).getResponse().getStatus())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(register.of(item.number(), people.require(SUPERVISOR))).isEmpty();
        assertThat(page("/items/%s/documents".formatted(item.number()), CLERK).select("a:contains(发文)"))
                .isEmpty();
    }

    @Test
    void nonsense_is_refused_with_what_to_do_and_nothing_filled_in_is_lost() throws Exception {
        Item item = cases.underWay(wish -> wish.dueInDays(20));

        assertComplains(item, Map.of("kind", ""), "请选择文书种类");
        assertComplains(item, Map.of("kind", "supervision-letter"), "未超期（时限");
        assertComplains(item, Map.of("kind", "extension-reply"), "由流程拟稿，不能手工拟发");
        assertComplains(item, Map.of("kind", "delisting-notice"), "请到挂牌督办卡办理");
        assertComplains(item, Map.of("kind", "no-such"), "没有文书种类");
        assertComplains(item, Map.of("recipient", ""), "请选择主送单位");
        assertComplains(item, Map.of("addressee", "市燃气办"), "只能选一个");
        assertComplains(item, Map.of("recipient", "", "addressee", "区城管委"), "是系统内单位");
        assertComplains(item, Map.of("recipient", "qu-chuang-an-ban"), "不能给自己发文");
        assertComplains(item, Map.of("recipient", "no-unit"), "没有这个单位");
        assertComplains(item, Map.of("occasion", " "), "请填写事由");
        assertComplains(item, Map.of("occasion", "长".repeat(201)), "事由超过 200 字");
        assertThat(register.of(item.number(), people.require(SUPERVISOR))).isEmpty();
    }

    @Test
    void one_draft_of_a_kind_to_a_recipient_waits_at_a_time_and_none_is_drafted_of_what_is_closed() throws Exception {
        Item item = overdue();
        draft(item, Map.of());
        assertComplains(item, Map.of(), "已有一份草稿待签发");

        finish(item);

        assertComplains(item, Map.of(), "已销号，不能再拟发整改指令");
        assertThat(draft(item, Map.of("kind", "transfer-letter", "recipient", "", "addressee", "市燃气办"))
                        .getRedirectedUrl())
                .isNotNull();
    }

    private void assertComplains(Item item, Map<String, String> changed, String words) throws Exception {
        MockHttpServletResponse answer = draft(item, changed);
        assertThat(answer.getStatus()).as(words).isEqualTo(200);
        Document page = Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
        assertThat(page.select("[role=alert]").text()).contains(words);
        assertThat(page.select("#demand").text()).isEqualTo("夜间派人值守");
    }

    private MockHttpServletResponse draft(Item item, Map<String, String> changed) throws Exception {
        return send(filled(item, changed), SUPERVISOR).getResponse();
    }

    private static MockHttpServletRequestBuilder filled(Item item, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "kind", "rectification-order",
                "recipient", LEAD,
                "addressee", "",
                "occasion", "该问题整改不力",
                "demand", "夜间派人值守"));
        fields.putAll(changed);
        MockHttpServletRequestBuilder request = post(url(item));
        fields.forEach(request::param);
        return request;
    }

    private String timeline(Item item, String login) throws Exception {
        return page("/items/" + item.number(), login).select("#timeline li").text();
    }

    private static String url(Item item) {
        return "/items/%s/documents/new".formatted(item.number());
    }
}

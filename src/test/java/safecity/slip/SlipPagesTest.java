package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.document.DocumentState;
import safecity.engine.Refused;
import safecity.item.Item;

class SlipPagesTest extends SlipCase {

    @Test
    void a_draft_is_read_by_those_who_decide_and_by_nobody_else() throws Exception {
        Item item = overdue();
        long id = drafted(item);

        assertThat(page(path(id), SUPERVISOR).select(".letter").text()).contains("（待编号）", "道路井盖缺失");
        assertThat(statusOf(path(id), LEADER)).isEqualTo(200);
        assertThat(statusOf(path(id), CLERK)).isEqualTo(404);
        assertThat(page("/items/%s/documents".formatted(item.number()), CLERK).text())
                .contains("还没有");
        assertThat(page("/items/%s/documents".formatted(item.number()), SUPERVISOR)
                        .text())
                .contains("待编号", "待签发");
    }

    @Test
    void the_page_of_the_item_does_not_give_a_draft_away() throws Exception {
        Item item = overdue();
        long id = drafted(item);
        String page = "/items/" + item.number();

        assertThat(page(page, SUPERVISOR).text()).contains("签发文书（区创安办", "督办文书 进行中");
        assertThat(page(page, CLERK).select("main").text()).doesNotContain("签发文书", "督办文书");
        issue(id);
        assertThat(page(page, CLERK).select("main").text()).contains("签收文书（区城管委", "督办文书 进行中");
    }

    @Test
    void what_is_out_is_read_by_all_who_see_the_item_and_by_no_other_unit() throws Exception {
        Item item = overdue();
        long id = drafted(item);
        issue(id);

        assertThat(page(path(id), CLERK).select(".letter").text()).contains("北京市大兴区城市管理委员会");
        assertThat(page(path(id), CLERK).select("a:contains(去办理)").attr("href")).startsWith("/tasks/");
        assertThat(page(path(id), CLERK).select("form[data-confirm]")).isEmpty();
        assertThat(statusOf(path(id), LOCAL_CLERK)).isEqualTo(200);
        assertThat(page(path(id), LOCAL_CLERK).select("a:contains(去办理)")).isEmpty();
        assertThat(statusOf(path(id), OTHER_CLERK)).isEqualTo(404);
        assertThat(statusOf("/items/%s/documents".formatted(item.number()), OTHER_CLERK))
                .isEqualTo(404);
        assertThat(statusOf("/items/WT-1999-00001/documents/" + id, SUPERVISOR)).isEqualTo(404);
        assertThat(page("/documents?state=ISSUED", OTHER_CLERK).text()).doesNotContain(item.number());
        assertThat(page("/documents?state=ISSUED", CLERK).text()).contains(item.number());
        assertThat(page("/documents?state=ISSUED&kind=interview-notice", CLERK).text())
                .doesNotContain(item.number());
    }

    @Test
    void the_text_that_went_out_stays_when_the_item_changes() throws Exception {
        Item item = overdue();
        long out = drafted(item);
        long draft = drafted(item, "interview-notice", LEAD);
        issue(out);
        String sent = page(path(out), CLERK).select(".letter").text();

        jdbc.sql("update safecity.item set title = '改过的标题', description = '改过的描述' where id = :id")
                .param("id", item.id())
                .update();
        tenOClockOn(TODAY.plusDays(10));

        assertThat(page(path(out), CLERK).select(".letter").text())
                .isEqualTo(sent)
                .contains("道路井盖缺失");
        assertThat(page(path(draft), SUPERVISOR).select(".letter").text()).contains("改过的描述", "已逾期7个工作日");
    }

    @Test
    void words_of_a_problem_are_text_in_the_letter_never_markup() throws Exception {
        Item item = cases.underWay(wish -> wish.dueInDays(1).described("<img src=x onerror=alert(1)>井盖[[${7*7}]]"));
        tenOClockOn(TODAY.plusDays(4));
        long id = drafted(item);
        issue(id);

        Document page = page(path(id), SUPERVISOR);
        assertThat(page.select(".letter img[onerror]")).isEmpty();
        assertThat(page.select(".letter").text()).contains("<img src=x onerror=alert(1)>井盖[[${7*7}]]");
    }

    @Test
    void a_withdrawn_document_stays_visible_struck_through_with_its_reason() throws Exception {
        Item item = overdue();
        long id = drafted(item);
        issue(id);
        String number = String.valueOf(document(id).number());

        assertThat(withdraw(id, CLERK, "不想办").getStatus()).isEqualTo(404);
        assertThat(document(id).state()).isEqualTo(DocumentState.ISSUED);
        withdraw(id, SUPERVISOR, "");
        assertThat(document(id).state()).isEqualTo(DocumentState.ISSUED);
        withdraw(id, SUPERVISOR, "主送单位有误");

        Document page = page(path(id), CLERK);
        assertThat(page.select(".sc-withdrawn .letter").text()).contains(number);
        assertThat(page.select(".sc-note-bad").text()).contains("督办员甲", "主送单位有误");
        assertThat(page("/items/%s/documents".formatted(item.number()), CLERK)
                        .select("s")
                        .text())
                .isEqualTo(number);
    }

    @Test
    void the_one_who_replied_does_not_judge_the_reply() {
        Item item = overdue();
        long id = drafted(item, LETTER, "qu-chuang-an-ban");
        issue(id);
        work(id, SUPERVISOR, "signForSlip", Map.of());
        work(id, SUPERVISOR, "reply", Map.of("answer", "已督促"));

        assertThat(cases.step(item, "reviewReply").unit()).isEqualTo(LEADING_GROUP);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> documents.review(id, SUPERVISOR, true, "")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("不能审核自己");
    }

    private MockHttpServletResponse withdraw(long id, String login, String reason) throws Exception {
        return send(post(path(id) + "/withdraw").param("reason", reason), login).getResponse();
    }
}

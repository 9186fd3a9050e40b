package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.Walks;
import safecity.item.Item;
import safecity.publication.Notices;
import safecity.publication.Publication;

@Walks("listingnotice")
class ListingnoticeProcessTest extends NoticeCase {

    @Autowired
    private Notices notices;

    private MockHttpServletResponse as(String login, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    private Item withdrawn() throws Exception {
        Item item = rectifying();
        announce(item, "燃气管线占压");
        as(SUPERVISOR, post("/publications/" + number(item) + "/withdrawal").param("reason", "标题写错"));
        return item;
    }

    private Publication last(Item item) {
        return notices.find(number(item)).orElseThrow();
    }

    private void correct(Item item, String decision, String title) {
        cases.complete(
                item,
                SUPERVISOR,
                "correctNotice",
                Map.of("decision", decision, "publicTitle", title, "reason", "标题已核对"));
    }

    @Test
    void publishes_a_withdrawn_notice_anew_and_the_archive_links_both() throws Exception {
        Item item = withdrawn();
        Publication former = last(item);
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(410);
        MockHttpServletResponse begun = as(SUPERVISOR, post("/listings/" + number(item) + "/correction"));
        assertThat(begun.getRedirectedUrl())
                .endsWith(cases.step(item, "correctNotice").taskId());
        assertThat(form(item, "correctNotice").get("situation")).asString().contains("督办员甲撤下，原因：标题写错");
        ProcessInstance correction = process(item, "listingnotice");

        correct(item, "publish", "燃气管线被违建占压");

        assertThat(correction).isEnded().hasPassed("noticeCorrected");
        assertThat(body(noticeOf(item))).contains("燃气管线被违建占压").doesNotContain("标题写错", "标题已核对");
        assertThat(last(item).replaces()).isEqualTo(former.id());
        Document archive = Jsoup.parse(as(SUPERVISOR, get("/publications")).getContentAsString(StandardCharsets.UTF_8));
        assertThat(archive.select("#p" + former.id() + " a[href=#p" + last(item).id() + "]")
                        .text())
                .isEqualTo("更正后的公告");
        assertThat(archive.select("#p" + last(item).id() + " a[href=#p" + former.id() + "]")
                        .text())
                .isEqualTo("更正前的公告");
        bringToTheTop(item);
        assertThat(entriesOf(item)).extracting(entry -> text(entry, "title")).containsExactly("更正公告：燃气管线被违建占压");
    }

    @Test
    void is_asked_for_once_and_by_the_office_alone() throws Exception {
        Item item = withdrawn();
        String at = "/listings/" + number(item) + "/correction";

        assertThat(as(CLERK, post(at)).getStatus()).isEqualTo(404);
        as(SUPERVISOR, post(at));
        assertThat(as(SUPERVISOR, post(at)).getRedirectedUrl()).isEqualTo("/listings/" + number(item));

        assertThat(cases.at(item)).containsOnlyOnce("correctNotice");
        correct(item, "leave", "");
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(410);
        Item open = rectifying();
        announce(open, "消防通道");
        assertThat(as(SUPERVISOR, post("/listings/" + number(open) + "/correction"))
                        .getRedirectedUrl())
                .isEqualTo("/listings/" + number(open));
        assertThat(cases.at(open)).doesNotContain("correctNotice");
    }

    @Test
    void says_in_public_that_a_listing_ended_by_shutdown() throws Exception {
        Item item = shutDown();
        assertThat(body(noticeOf(item))).contains("挂牌督办").doesNotContain("终止");
        assertThat(form(item, "correctNotice").get("situation")).isEqualTo("挂牌已终止（提请关闭），公示页仍写着“挂牌督办”");

        correct(item, "publish", "燃气管线占压");

        assertThat(body(noticeOf(item))).contains("重大安全隐患终止挂牌公告", "下列重大安全隐患已提请关闭，不再挂牌督办", "终止日期", "2020-08-01");
        bringToTheTop(item);
        assertThat(entriesOf(item)).extracting(entry -> text(entry, "title")).contains("终止挂牌公告：燃气管线占压");
        assertThat(duties.of(listing(item).id()))
                .filteredOn(duty -> List.of("report", "requestAcceptance").contains(duty.duty()))
                .as("nothing of it is overdue for ever")
                .allMatch(duty -> duty.due() == null);
    }

    @Test
    void may_take_the_notice_of_an_ended_listing_off_instead() throws Exception {
        Item item = shutDown();

        correct(item, "leave", "");

        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(410);
        assertThat(last(item).withdrawalReason()).isEqualTo("标题已核对");
    }

    /** Returns a listed hazard whose closure was asked for, the notice of its listing being public. */
    private Item shutDown() {
        Item item = rectifying();
        announce(item, "燃气管线占压");
        tenOClockOn(DEADLINE.plusDays(1));
        runJobs(item);
        overdue.proposeShutdown(listing(item).id());
        return item;
    }

    @Autowired
    private ListingoverdueSteps overdue;
}

package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.item.Item;

/** 撤下公告: who may take a notice back, and where it is found then. */
class WithdrawnNoticesTest extends NoticeCase {

    private MockHttpServletResponse as(String login, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    private void withdraw(Item item, String reason) throws Exception {
        MockHttpServletResponse response = as(
                SUPERVISOR,
                post("/publications/" + number(item) + "/withdrawal").param("reason", reason));
        assertThat(response.getRedirectedUrl()).isEqualTo("/listings/" + number(item));
    }

    @Test
    void stays_in_the_archive_alone_once_the_office_withdrew_it() throws Exception {
        Item item = rectifying();
        announce(item, "燃气管线占压");
        withdraw(item, " ");
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(200);
        for (String login : List.of(CLERK, LOCAL_CLERK, LEADER)) {
            assertThat(as(
                                    login,
                                    post("/publications/" + number(item) + "/withdrawal")
                                            .param("reason", "不服"))
                            .getStatus())
                    .isEqualTo(404);
            assertThat(as(login, get("/publications")).getStatus()).isEqualTo(404);
        }

        withdraw(item, "标题有误");

        MockHttpServletResponse gone = answer(noticeOf(item));
        assertThat(gone.getStatus()).isEqualTo(410);
        assertThat(gone.getContentAsString(StandardCharsets.UTF_8))
                .contains("已由发布单位撤下")
                .doesNotContain("燃气管线占压", "标题有误");
        assertThat(body("/public")).doesNotContain(number(item));
        assertThat(entriesOf(item)).isEmpty();
        assertThat(Jsoup.parse(as(SUPERVISOR, get("/publications")).getContentAsString())
                        .select("tr:contains(%s)".formatted(number(item)))
                        .text())
                .contains("燃气管线占压", "已撤下", "督办员甲", "2020-06-01 10:00", "标题有误");
        assertThat(acted(item)).contains("撤下公告");
        accept(item, "passed");
        announceDelisting(item);
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(410);
    }

    @Test
    void offers_the_withdrawal_to_the_office_on_the_card_and_says_no_more_to_others() throws Exception {
        Item item = listed();
        assertThat(part(item, SUPERVISOR).text()).contains("还没有公示");
        publish(item);
        assertThat(Jsoup.parse(as(SUPERVISOR, get("/listings/" + number(item))).getContentAsString())
                        .select("[hx-get=/publications/%s]".formatted(number(item))))
                .hasSize(1);
        assertThat(part(item, SUPERVISOR).select("form input[name=_csrf]")).hasSize(1);
        assertThat(part(item, CLERK).select("form")).isEmpty();
        withdraw(item, "标题有误");
        assertThat(part(item, SUPERVISOR).text()).contains("督办员甲", "标题有误");
        assertThat(part(item, CLERK).text()).contains("公告已撤下").doesNotContain("标题有误");
    }

    private Document part(Item item, String login) throws Exception {
        return Jsoup.parse(as(login, get("/publications/" + number(item))).getContentAsString());
    }
}

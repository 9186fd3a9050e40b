package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.item.Item;

/** 督办卡: the files of each acceptance, and what the office begins there. */
class CardPagesTest extends ListingCase {

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private Document card(Item item, String login) throws Exception {
        return Jsoup.parse(
                answer(get("/listings/" + listing(item).number()), login).getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void shows_the_files_of_each_acceptance_with_it() throws Exception {
        Item item = rectifying();
        accept(item, "failed");
        tenOClockOn(TODAY.plusDays(3));
        accept(item, "passed");

        Document card = card(item, CLERK);

        assertThat(card.select("#acceptance article").eachText().get(0)).contains("第 2 次", "提请验收材料", "现场验收照片");
        for (int visit = 0; visit < 2; visit++) {
            assertThat(card.select("#acceptance article").get(visit).select("[data-evidence-id] img"))
                    .as("one of the unit, three of the team")
                    .hasSize(4);
        }
        String photo = card.select("#acceptance img").first().attr("src");
        assertThat(answer(get(photo), CLERK).getStatus()).isEqualTo(200);
        assertThat(answer(get(photo), OTHER_CLERK).getStatus()).isEqualTo(404);
        assertThat(Jsoup.parse(answer(get("/evidence").param("item", item.number()), CLERK)
                                .getContentAsString(StandardCharsets.UTF_8))
                        .select("[data-phase=REQUEST] li, [data-phase=ACCEPTANCE] li"))
                .as("on the page of the item too")
                .hasSize(8);
    }

    @Test
    void takes_a_transfer_from_the_office_alone_and_not_without_its_document() throws Exception {
        Item item = rectifying();
        assertThat(card(item, CLERK).text()).doesNotContain("登记移送");
        assertThat(card(item, SUPERVISOR).text()).contains("登记移送");
        assertThat(answer(transfer(item, "京兴创安办移〔2020〕1号"), CLERK).getStatus()).isEqualTo(404);
        assertThat(answer(transfer(item, " "), SUPERVISOR).getRedirectedUrl())
                .isEqualTo("/listings/" + listing(item).number());
        assertThat(state(item)).isEqualTo(State.RECTIFYING);

        answer(transfer(item, "京兴创安办移〔2020〕1号"), SUPERVISOR);

        assertThat(state(item)).isEqualTo(State.TRANSFERRED);
        assertThat(card(item, SUPERVISOR).select("#acts").text()).contains("移送 督办员甲", "区监委，京兴创安办移〔2020〕1号，第二监督检查室接收");
    }

    private MockHttpServletRequestBuilder transfer(Item item, String documentNo) {
        return post("/listings/" + listing(item).number() + "/transfer")
                .param("toUnit", "区监委")
                .param("documentNo", documentNo)
                .param("handedOn", TODAY.toString())
                .param("receipt", "第二监督检查室接收")
                .param("ends", "true");
    }
}

package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.item.Item;
import safecity.unit.Units;

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

    @Test
    void office_changes_one_of_the_team_who_left_and_nobody_is_waited_for() throws Exception {
        Item item = rectifying();
        assertThat(answer(change(item, EXPERT, SECOND_EXPERT), SUPERVISOR).getStatus())
                .as("without a team")
                .isEqualTo(302);
        requestAcceptance(item);
        String officer = person(Units.OFFICE, "SUPERVISOR");
        String leaver = person(Units.EXPERTS, "EXPERT");
        formTeam(item, officer + "、专家甲、" + leaver);
        judgeOnSite(item, officer, "passed");
        move(officer, "qu-fa-gai-wei"); // who has been heard counts for the unit of that day
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", leaver)
                .update();
        openTasks.putBackAll(leaver);
        assertThat(card(item, CLERK).select("#team")).isEmpty();
        Document card = card(item, SUPERVISOR);
        assertThat(card.select("#team select[name=from] option").eachText())
                .containsExactly("请选择", "专家甲（创安专家组）", "测试人员（创安专家组），已停用");
        assertThat(card.select("#team select[name=to]").text())
                .contains("专家乙（创安专家组）")
                .doesNotContain("专家甲", "区城管委");

        assertThat(answer(change(item, leaver, SECOND_EXPERT), CLERK).getStatus())
                .isEqualTo(404);
        answer(change(item, leaver, CLERK), SUPERVISOR);
        answer(change(item, officer, SECOND_SUPERVISOR), SUPERVISOR);
        assertThat(acceptances.current(listing(item).id()).inspectors()).containsExactly(officer, EXPERT, leaver);

        answer(change(item, leaver, SECOND_EXPERT), SUPERVISOR);

        assertThat(acceptances.current(listing(item).id()).inspectors())
                .containsExactly(officer, EXPERT, SECOND_EXPERT);
        assertThat(log.of(item.id()))
                .anyMatch(entry -> entry.act().equals("更换验收组成员")
                        && entry.actorName().equals("督办员甲")
                        && entry.detail().equals("测试人员（创安专家组）→ 专家乙（创安专家组）"));
        judgeOnSite(item, EXPERT, "passed");
        judgeOnSite(item, SECOND_EXPERT, "passed");
        assertThat(state(item)).isEqualTo(State.DELISTED);
        assertThat(answer(change(item, EXPERT, "zhuanjia3"), SUPERVISOR).getRedirectedUrl())
                .isEqualTo("/listings/" + listing(item).number() + "#acceptance");
        assertThat(card(item, SUPERVISOR).select("#team")).isEmpty();
    }

    @Test
    void changed_team_is_still_as_the_timetable_wants_it_and_the_new_unit_gets_the_task() throws Exception {
        Item item = rectifying();
        requestAcceptance(item);
        formTeam(item, TEAM);

        answer(change(item, SUPERVISOR, SECOND_EXPERT), SUPERVISOR);
        assertThat(answer(change(item, SUPERVISOR, person(Units.EXPERTS, "EXPERT")), SUPERVISOR)
                        .getRedirectedUrl())
                .contains("#acceptance");
        assertThat(acceptances.current(listing(item).id()).inspectors())
                .as("without anybody of the office")
                .containsExactly(SUPERVISOR, EXPERT, SECOND_EXPERT);

        answer(change(item, EXPERT, SECOND_SUPERVISOR), SUPERVISOR);

        assertThat(steps.of(item.number()).stream()
                        .filter(step -> step.element().equals("acceptOnSite"))
                        .filter(step -> SECOND_SUPERVISOR.equals(step.assignee())))
                .singleElement()
                .matches(step -> Units.OFFICE.equals(step.unit()));
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(item.number())
                        .taskDefinitionKey("acceptOnSite")
                        .taskCandidateGroup(Units.EXPERTS)
                        .includeAssignedTasks()
                        .count())
                .as("the experts have one task left")
                .isEqualTo(1);
    }

    private String person(String unit, String role) {
        String login = "zz" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("""
                insert into safecity.account (login, display_name, unit, roles, password_hash, created_at)
                values (:login, '测试人员', :unit, array[:role], '', now())""")
                .param("login", login)
                .param("unit", unit)
                .param("role", role)
                .update();
        return login;
    }

    private void move(String login, String unit) {
        jdbc.sql("update safecity.account set unit = :unit, roles = '{}' where login = :login")
                .param("login", login)
                .param("unit", unit)
                .update();
    }

    private MockHttpServletRequestBuilder change(Item item, String from, String to) {
        return post("/listings/" + listing(item).number() + "/team")
                .param("from", from)
                .param("to", to);
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

package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.Walks;
import safecity.engine.Refused;
import safecity.evidence.Evidence;
import safecity.evidence.EvidenceItem;
import safecity.evidence.Phase;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.Item;

@Walks("listingacceptance")
class ListingacceptanceProcessTest extends ListingCase {

    @Autowired
    private ListingacceptanceSteps acceptance;

    @Autowired
    private Evidence evidence;

    @Test
    void gives_each_of_the_team_a_task_and_the_majority_decides() {
        Item item = rectifying();
        requestAcceptance(item);
        assertThat(state(item)).isEqualTo(State.APPLIED);
        ProcessInstance process = process(item, "listingacceptance");

        formTeam(item, TEAM);
        assertThat(state(item)).isEqualTo(State.INSPECTING);
        assertThat(steps.of(item.number()))
                .filteredOn(step -> step.element().equals("acceptOnSite"))
                .extracting(CurrentStep::assignee)
                .containsExactlyInAnyOrder(SUPERVISOR, EXPERT, SECOND_EXPERT);
        judgeOnSite(item, EXPERT, "passed");
        judgeOnSite(item, SUPERVISOR, "failed");
        assertThat(state(item)).as("one is still to come").isEqualTo(State.INSPECTING);
        judgeOnSite(item, SECOND_EXPERT, "passed");

        assertThat(process).isEnded().hasPassed("opinionsGiven");
        assertThat(state(item)).isEqualTo(State.DELISTED);
        assertThat(acceptances.opinions(listing(item).id(), 1))
                .extracting(Acceptance.Opinion::name, Acceptance.Opinion::passed)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("专家甲", true),
                        org.assertj.core.groups.Tuple.tuple("督办员甲", false),
                        org.assertj.core.groups.Tuple.tuple("专家乙", true));
    }

    @Test
    void wants_an_odd_team_of_three_at_least_with_office_and_expert_and_nobody_of_the_unit() {
        Item item = rectifying();
        requestAcceptance(item);

        assertThat(form(item, "formTeam").get("candidates"))
                .asString()
                .contains("督办员甲（区创安办）", "专家甲（创安专家组）", "黄村镇经办（黄村镇）")
                .doesNotContain("区城管委");
        assertRefused(item, "现有 1 人", () -> formTeam(item, "督办员甲"));
        assertRefused(item, "现有 2 人，应为 3、5、7 等人", () -> formTeam(item, "督办员甲、专家甲、专家甲"));
        assertRefused(item, "现有 4 人", () -> formTeam(item, "督办员甲、督办员乙、专家甲、专家乙"));
        assertRefused(item, "专家人员只有 0 人，至少应有 1 人", () -> formTeam(item, "督办员甲、督办员乙、黄村镇经办"));
        assertRefused(item, "创安办人员只有 0 人，至少应有 1 人", () -> formTeam(item, "专家甲、专家乙、黄村镇经办"));
        assertRefused(item, "“区城管委经办乙”不能参加验收", () -> formTeam(item, "督办员甲、专家甲、区城管委经办乙"));
        assertRefused(item, "“张三”不能参加验收", () -> formTeam(item, "督办员甲、专家甲、张三"));

        formTeam(item, "督办员甲，专家甲 " + LOCAL_CLERK);
        assertThat(acceptances.current(listing(item).id()).inspectors())
                .containsExactly(SUPERVISOR, EXPERT, LOCAL_CLERK);
    }

    @Test
    void takes_no_opinion_from_who_submitted_nor_from_outside_of_the_team() {
        Item item = rectifying();
        requestAcceptance(item);
        formTeam(item, TEAM);
        long id = listing(item).id();

        assertThatThrownBy(() -> acceptance.acceptOnSite(id, CLERK, "passed", "好"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("不能验收自己的整改");
        assertThatThrownBy(() -> acceptance.acceptOnSite(id, SECOND_SUPERVISOR, "passed", "好"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("不是本次验收组成员");
    }

    private void assertTeamRefused(long id, String rule, String... team) {
        assertThatThrownBy(() -> acceptances.form(id, 1, List.of(team), new TeamRule(3, 2, 1, 1), TODAY, SUPERVISOR))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void wants_photos_of_the_unit_and_of_the_team_new_ones_each_time() {
        Item item = rectifying();
        Map<String, Object> request = Map.of("report", "已整改", "selfCheck", "自验", "selfChecker", "设施科");
        assertRefused(
                item, "请先在“佐证材料”页签上传至少一项“提请验收”材料", () -> cases.complete(item, CLERK, "requestAcceptance", request));
        requestAcceptance(item);
        formTeam(item, TEAM);

        assertRefused(
                item,
                "请先在“佐证材料”页签上传至少一张“现场验收”照片",
                () -> cases.submit(stepOf(item, EXPERT), EXPERT, Map.of("result", "failed", "opinion", "阀门仍渗漏")));
        photograph(stepOf(item, SECOND_EXPERT), SECOND_EXPERT, Phase.ACCEPTANCE);
        for (String login : List.of(EXPERT, SECOND_EXPERT, SUPERVISOR)) {
            cases.submit(stepOf(item, login), login, Map.of("result", "failed", "opinion", "阀门仍渗漏"));
        }

        assertThat(evidence.list(item.id())).hasSize(2).allMatch(EvidenceItem::sealed);
        tenOClockOn(TODAY.plusDays(3));
        assertRefused(item, "“提请验收”材料", () -> cases.complete(item, CLERK, "requestAcceptance", request));
    }

    private CurrentStep stepOf(Item item, String login) {
        return steps.of(item.number()).stream()
                .filter(each -> each.element().equals("acceptOnSite") && login.equals(each.assignee()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void follows_the_timetable_in_who_has_to_be_in_a_team() {
        Item item = rectifying();
        requestAcceptance(item);
        List<Person> pair = List.of(people.require(SUPERVISOR), people.require(EXPERT));

        new TeamRule(2, 1, 1, 1).check(pair);
        assertThatThrownBy(() -> new TeamRule(2, 1, 1, 2).check(pair)).hasMessageContaining("专家人员只有 1 人，至少应有 2 人");
        assertThatThrownBy(() -> new TeamRule(5, 2, 1, 1).check(pair)).hasMessageContaining("应为 5、7、9 等人");
        assertThat(form(item, "formTeam").get("teamRule")).isEqualTo("验收组应为 3、5、7 等人，其中创安办至少 1 人、专家至少 1 人，不含责任单位人员");
        acceptances.form(
                listing(item).id(), 1, List.of(SUPERVISOR, EXPERT), new TeamRule(2, 1, 1, 1), TODAY, SUPERVISOR);
    }

    @Test
    void four_eyes_hold_in_the_tables_too() {
        Item item = rectifying();
        requestAcceptance(item);
        long id = listing(item).id();

        assertTeamRefused(id, "listing_team_size", SUPERVISOR, EXPERT);
        assertTeamRefused(id, "listing_team_kinds", EXPERT);
        assertTeamRefused(id, "listing_team_size", SUPERVISOR, SECOND_SUPERVISOR, EXPERT, SECOND_EXPERT);
        assertTeamRefused(id, "listing_team_apart", CLERK, EXPERT, SUPERVISOR);
        assertTeamRefused(id, "listing_team_apart", COLLEAGUE, EXPERT, SUPERVISOR);
        assertTeamRefused(id, "listing_team_kinds", SUPERVISOR, SECOND_SUPERVISOR, LOCAL_CLERK);
        assertTeamRefused(id, "listing_team_kinds", EXPERT, SECOND_EXPERT, LOCAL_CLERK);
        assertTeamRefused(id, "listing_team_people", SUPERVISOR, EXPERT, EXPERT);
        assertTeamRefused(id, "listing_team_people", SUPERVISOR, EXPERT, "nobody");
        assertThatThrownBy(() ->
                        acceptances.judge(id, acceptances.current(id), CLERK, "huang-cun-zhen", true, "submitter"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("listing_opinion_four_eyes");
        assertThatThrownBy(() -> acceptances.judge(
                        id, acceptances.current(id), "chengguanwei2", "qu-cheng-guan-wei", true, "colleague"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("listing_opinion_four_eyes");
    }
}

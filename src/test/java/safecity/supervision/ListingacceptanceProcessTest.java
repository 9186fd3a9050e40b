package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.Walks;
import safecity.engine.Refused;
import safecity.item.CurrentStep;
import safecity.item.Item;

@Walks("listingacceptance")
class ListingacceptanceProcessTest extends ListingCase {

    @Autowired
    private ListingacceptanceSteps acceptance;

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
        assertRefused(item, "现有 2 人，应为三人以上单数", () -> formTeam(item, "督办员甲、专家甲、专家甲"));
        assertRefused(item, "现有 4 人", () -> formTeam(item, "督办员甲、督办员乙、专家甲、专家乙"));
        assertRefused(item, "没有专家", () -> formTeam(item, "督办员甲、督办员乙、黄村镇经办"));
        assertRefused(item, "没有创安办", () -> formTeam(item, "专家甲、专家乙、黄村镇经办"));
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

    @Test
    void four_eyes_hold_in_the_tables_too() {
        Item item = rectifying();
        requestAcceptance(item);
        long id = listing(item).id();

        for (List<String> team :
                List.of(List.of(SUPERVISOR, EXPERT), List.of(EXPERT), List.of(CLERK, EXPERT, SUPERVISOR))) {
            assertThatThrownBy(() -> acceptances.form(id, 1, team, TODAY, SUPERVISOR))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
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

package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.Walks;
import safecity.engine.Refused;
import safecity.item.Item;

@Walks("listingplan")
class ListingplanProcessTest extends ListingCase {

    @Autowired
    private ListingplanSteps plans;

    @Test
    void is_returned_with_reasons_and_filed_again_from_what_was_filed() {
        Item item = listed();
        ProcessInstance process = process(item, "listingplan");

        cases.complete(item, CLERK, "filePlan", plan());
        assertThat(state(item)).isEqualTo(State.PLANNED);
        cases.complete(item, "duban", "reviewPlan", Map.of("decision", "return", "reasons", "措施要具体"));

        assertThat(state(item)).isEqualTo(State.LISTED);
        assertThat(form(item, "filePlan"))
                .containsEntry("returned", "措施要具体")
                .containsEntry("measures", "更换管线")
                .containsEntry("finishOn", "2020-07-20");
        plan(item, "accept");
        assertThat(process).isEnded().hasPassed("planPassed");
        assertThat(state(item)).isEqualTo(State.RECTIFYING);
    }

    @Test
    void needs_the_goal_and_all_five_elements_within_the_deadline() {
        Item item = listed();
        for (String missing : List.of("goal", "responsibility", "measures", "funds", "finishOn", "contingency")) {
            Map<String, Object> fields = plan();
            fields.put(missing, " ");
            assertRefused(item, "请填写", () -> cases.complete(item, CLERK, "filePlan", fields));
        }
        Map<String, Object> late = plan();
        late.put("finishOn", DEADLINE.plusDays(1).toString());
        assertRefused(item, "不能晚于挂牌整改期限 2020-07-31", () -> cases.complete(item, CLERK, "filePlan", late));
    }

    @Test
    void is_never_reviewed_by_who_filed_it() {
        Item item = listed();
        cases.complete(item, CLERK, "filePlan", plan());
        long id = listing(item).id();

        assertThatThrownBy(() -> plans.reviewPlan(id, CLERK, "accept", ""))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("由您本人报送");
        assertThatThrownBy(
                        () -> jdbc.sql("update safecity.listing_plan set reviewed_by = filed_by where listing_id = :id")
                                .param("id", id)
                                .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("listing_plan_four_eyes");
    }
}

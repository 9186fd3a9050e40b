package safecity.reassessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import safecity.CaseTest;
import safecity.TestItem;
import safecity.Walks;
import safecity.item.Item;
import safecity.unit.Units;

@Walks("reassessment")
class ReassessmentProcessTest extends CaseTest {

    @Test
    void shows_the_office_goal_statement_and_verification_but_no_spot_check_that_there_was_not() {
        Item item = cases.verified(wish -> wish);

        assertThat(process(item, "reassessment")).isWaitingAtExactly("reassess");
        assertThat(cases.step(item, "reassess"))
                .extracting("name", "unit")
                .containsExactly("复评 " + item.label(), Units.OFFICE);
        assertThat(form(item, "reassess").get("summary"))
                .asString()
                .contains("**整改目标**：井盖完好率 100%", "**整改情况**：井盖已全部补齐", "**核查意见**：现场核对")
                .doesNotContain("抽查");
    }

    @Test
    void shows_the_office_the_spot_check_too() {
        Item item = cases.verified(TestItem::major);

        cases.checkOnSite(item, "passed");

        assertThat(form(item, "reassess").get("summary")).asString().contains("**抽查情况**：合格，井盖型号不符");
    }

    @Test
    void keeps_the_task_open_without_a_judgement_or_an_opinion() {
        Item item = cases.verified(wish -> wish);

        assertRefused(item, "请在表单中选择办理意见", () -> cases.complete(item, SUPERVISOR, "reassess", Map.of("opinion", "好")));
        assertRefused(
                item,
                "请填写复评意见",
                () -> cases.complete(item, SUPERVISOR, "reassess", Map.of("decision", "effective", "opinion", " ")));
    }

    @Test
    void records_one_judgement_a_round() {
        Item item = cases.verified(wish -> wish);
        ProcessInstance reassessment = process(item, "reassessment");

        cases.reassess(item, "ineffective");
        assertThat(reassessment).isEnded().hasPassed("reassessed");
        cases.plan(item);
        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.reassess(item, "effective");

        assertThat(jdbc.sql("select effective from safecity.reassessment where item_id = :id order by round")
                        .param("id", item.id())
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, true);
    }
}

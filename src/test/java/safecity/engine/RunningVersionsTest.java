package safecity.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

/** A version that cases still run on keeps the program from starting without the steps it calls. */
class RunningVersionsTest {

    /** Steps of today; an inner class, so that no Spring context takes it for a real one. */
    @Steps("plan")
    public class PlanSteps {
        public String tellOffice(long problemId) {
            return "told";
        }
    }

    @Test
    void start_is_refused_while_a_case_needs_a_step_that_is_gone() {
        try (GuardedEngine guarded = new GuardedEngine(Map.of("plan", new PlanSteps()))) {
            ModelContract contract = new ModelContract(
                    guarded.engine.getRepositoryService(),
                    guarded.engine.getRuntimeService(),
                    StepsClasses.of(List.of(PlanSteps.class)));
            deploy(guarded, "${plan.tellOffice(problemId)}");
            start(guarded);
            assertThatCode(contract::checkRunning).doesNotThrowAnyException();

            deploy(guarded, "${plan.tellEverybody(problemId)}");
            assertThatCode(contract::checkRunning)
                    .as("no case runs on the new version")
                    .doesNotThrowAnyException();

            start(guarded);
            assertThatThrownBy(contract::checkRunning)
                    .isInstanceOf(InvalidModels.class)
                    .hasMessageContaining("plan.bpmn（第 2 版，1 件在办） 的 tellOffice")
                    .hasMessageContaining("没有这个公开方法");
        }
    }

    private static void deploy(GuardedEngine guarded, String expression) {
        guarded.engine
                .getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "plan.bpmn",
                        Bpmn.createExecutableProcess("plan")
                                .startEvent()
                                .userTask("submitPlan")
                                .serviceTask("tellOffice")
                                .camundaExpression(expression)
                                .endEvent()
                                .done())
                .deploy();
    }

    private static void start(GuardedEngine guarded) {
        guarded.engine.getRuntimeService().startProcessInstanceByKey("plan", Map.of(Variables.PROBLEM_ID, 1L));
    }
}

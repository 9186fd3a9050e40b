package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that reaches the engine past our own deployment is looked at all the same (guard G9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelAdmissionTest {

    private final GuardedEngine guarded = GuardedEngine.admitting(
            StepsClasses.of(List.of(EvilModelTest.PlanSteps.class, EvilModelTest.OtherSteps.class)));

    @AfterAll
    void close() {
        guarded.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            camunda:expression="${plan.tellOffice(problemId)}" ¦ camunda:class="java.lang.Object"
            camunda:expression="${plan.tellOffice(problemId)}" ¦ camunda:delegateExpression="${plan}"
            camunda:expression="${plan.tellOffice(problemId)}" ¦ camunda:type="external" camunda:topic="x"
            camunda:expression="${plan.tellOffice(problemId)}" ¦ xmlns:a="http://activiti.org/bpmn" a:class="java.lang.Object"
            camunda:expression="${plan.tellOffice(problemId)}" ¦ camunda:expression="${environment.getProperty('x')}"
            camunda:expression="${plan.tellOffice(problemId)}" ¦ camunda:expression="${''.getClass().forName('java.lang.Runtime')}"
            <endEvent id="ended" name="结束" /> ¦ <scriptTask id="ended" name="脚本" scriptFormat="javascript"><script>1</script></scriptTask>
            event="complete" expression="${plan.submitPlan(problemId, task.assignee, goal)}" ¦ event="complete" class="java.lang.Object"
            event="complete" expression="${plan.submitPlan(problemId, task.assignee, goal)}" ¦ event="complete" delegateExpression="${plan}"
            camunda:formRef="plan-submitPlan" ¦ camunda:formKey="embedded:deployment:evil.html"
            <timeDate>${plan.dueIn(5)} ¦ <timeDate>${''.getClass()}
            xsi:type="tFormalExpression">${plan.planAccepted(problemId)} ¦ xsi:type="tFormalExpression" language="javascript">true
            <definitions ¦ <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions
            """)
    void model_with_code_of_its_own_is_not_deployed(String good, String evil) {
        String model = text("plan.bpmn");
        assertThat(model).contains(good);

        refused(guarded.engine
                .getRepositoryService()
                .createDeployment()
                .addString("plan.bpmn", model.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(evil))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.groovy",
                "x.js",
                "x.html",
                "plan.bpmn20.xml",
                "rule.dmn11.xml",
                "x.cmmn",
                "bpmn",
                "plan.bpmn.txt"
            })
    void file_of_another_kind_is_not_deployed(String name) {
        refused(guarded.engine
                .getRepositoryService()
                .createDeployment()
                .addString("other.bpmn", text("other.bpmn"))
                .addString(name, text("plan.bpmn")));
    }

    @Test
    void form_and_decision_with_code_are_not_deployed() {
        refused(guarded.engine
                .getRepositoryService()
                .createDeployment()
                .addString(
                        "plan-submitPlan.form",
                        EvilModels.FORM.replace("\"text\": \"请填写\"", "\"content\": \"<script>1</script>\"")));
        refused(guarded.engine
                .getRepositoryService()
                .createDeployment()
                .addString(
                        "rule.dmn",
                        text("rule.dmn")
                                .replace(
                                        "<outputEntry id=\"yes\">",
                                        "<outputEntry id=\"yes\" expressionLanguage=\"juel\">")));
    }

    @Test
    void good_models_are_deployed() {
        DeploymentBuilder deployment = guarded.engine.getRepositoryService().createDeployment();
        EvilModels.GOOD.processes().forEach((name, content) -> deployment.addString("processes/" + name, text(name)));
        deployment.addString(Models.formResource("plan-submitPlan"), EvilModels.FORM);

        String id = deployment.deploy().getId();

        assertThat(guarded.engine
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .count())
                .isEqualTo(2);
        guarded.engine.getRepositoryService().deleteDeployment(id, true);
    }

    private void refused(DeploymentBuilder deployment) {
        assertThatThrownBy(deployment::deploy).isInstanceOf(InvalidModels.class).hasMessageContaining("不合要求");
        assertThat(guarded.engine.getRepositoryService().createDeploymentQuery().count())
                .isZero();
    }

    private static String text(String file) {
        Map<String, byte[]> processes = EvilModels.GOOD.processes();
        return new String(processes.get(file), java.nio.charset.StandardCharsets.UTF_8);
    }
}

package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file of a model holds: it has findings, or nothing in it runs anything. */
@Tag("fuzz")
class ModelFilesFuzzTest {

    private static final StepsClasses STEPS =
            StepsClasses.of(List.of(EvilModelTest.PlanSteps.class, EvilModelTest.OtherSteps.class));

    static Stream<byte[]> models() {
        byte[] good = EvilModels.GOOD.processes().get("plan.bpmn");
        String text = new String(good, StandardCharsets.UTF_8);
        return Stream.of(
                good,
                bytes("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + text),
                bytes(text.replace("<userTask", "<scriptTask scriptFormat=\"groovy\"")),
                bytes(text.replace("isExecutable=\"true\"", "isExecutable=\"true\" camunda:class=\"x.Y\"")),
                bytes(text.substring(0, text.length() / 2)));
    }

    @MethodSource("models")
    @FuzzTest(maxDuration = "10m")
    void has_findings_or_runs_nothing_of_its_own(byte[] model) {
        Map<String, byte[]> processes = new LinkedHashMap<>(EvilModels.GOOD.processes());
        processes.put("plan.bpmn", model);

        List<String> findings = ModelFiles.check(new Models(processes, EvilModels.GOOD.forms()), STEPS);

        if (findings.isEmpty()) {
            assertThat(new String(model, StandardCharsets.UTF_8).replaceAll("(?s)<!--.*?-->", ""))
                    .doesNotContainPattern(
                            "<([\\w.-]+:)?(scriptTask|script|connector)\\b|camunda:(class|delegateExpression)=|<!DOCTYPE");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

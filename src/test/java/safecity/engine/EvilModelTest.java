package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Each rule of the contract refuses a model that differs from a good one in this one place. */
class EvilModelTest {

    private static final StepsClasses STEPS = StepsClasses.of(List.of(PlanSteps.class, OtherSteps.class));

    /** What a step returns. */
    public record Draft(String goal) {}

    /** Steps of the good model; an inner class, so that no Spring context takes it for a real one. */
    @Steps("plan")
    public abstract class PlanSteps {
        public abstract String unit(long problemId);

        public abstract DueDate dueIn(int days);

        public abstract Date someDay(long problemId);

        public abstract Draft draft(long problemId);

        public abstract void submitPlan(long problemId, String login, String goal);

        public abstract void tellOffice(long problemId);

        public abstract boolean planAccepted(long problemId);

        public abstract String grade(long problemId);

        void hidden(long problemId) {}
    }

    /** Steps of the called model. */
    @Steps("other")
    public abstract class OtherSteps {
        public abstract void work(long problemId);
    }

    @Test
    void good_model_has_no_findings() {
        assertThat(check("plan.bpmn", "", "")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource
    void evil_model_is_refused(String file, String good, String evil, String said) {
        assertThat(check(file, good, evil))
                .as("%s -> %s", good, evil)
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding).contains(said).contains(file.replaceAll("\\..*", "")));
    }

    static Stream<Arguments> evil_model_is_refused() throws IOException {
        String corpus = new ClassPathResource("evil-models.txt").getContentAsString(StandardCharsets.UTF_8);
        return corpus.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arguments.of((Object[]) line.split(" ¦ ", 4)));
    }

    @Test
    void finding_names_line_element_and_remedy() {
        assertThat(check("plan.bpmn", "<process id=\"plan\"", "<process nonsense=\"1\" id=\"plan\""))
                .anySatisfy(finding -> assertThat(finding).contains("processes/plan.bpmn：第 4 行"));
        assertThat(check("plan.bpmn", " camunda:dueDate=\"${plan.dueIn(5)}\"", ""))
                .containsExactly("processes/plan.bpmn 的 submitPlan“报送方案”：没有办理期限；在“Due date”填写，例如 ${plan.dueIn(5)}");
    }

    @Test
    void unused_form_is_a_finding() {
        Map<String, byte[]> forms = new LinkedHashMap<>(EvilModels.GOOD.forms());
        forms.put("plan-old.form", text(EvilModels.FORM.replace("plan-submitPlan", "plan-old")));

        assertThat(ModelFiles.check(new Models(EvilModels.GOOD.processes(), forms), STEPS))
                .containsExactly("forms/plan-old.form：没有任务使用这个表单；请在任务上引用，或删除文件");
    }

    @Test
    void missing_files_are_findings() {
        Map<String, byte[]> processes = new LinkedHashMap<>(EvilModels.GOOD.processes());
        processes.remove("rule.dmn");
        processes.remove("other.bpmn");

        assertThat(ModelFiles.check(new Models(processes, Map.of()), STEPS))
                .anySatisfy(finding -> assertThat(finding).contains("找不到决策表 processes/rule.dmn"))
                .anySatisfy(finding -> assertThat(finding).contains("找不到被调用的流程 processes/other.bpmn"))
                .anySatisfy(finding -> assertThat(finding).contains("找不到表单 forms/plan-submitPlan.form"));
    }

    @Test
    void table_has_an_end() {
        String row = "<rule id=\"r%d\"><inputEntry id=\"i%d\"><text></text></inputEntry>"
                + "<outputEntry id=\"o%d\"><text>true</text></outputEntry></rule>";
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < 500; number++) {
            rows.append(row.formatted(number, number, number));
        }

        assertThat(check("rule.dmn", "</decisionTable>", rows + "</decisionTable>"))
                .containsExactly("processes/rule.dmn：有 501 行；一张决策表最多 500 行，请合并");
        assertThat(check("rule.dmn", "<text>true</text>", "<text>\"" + "x".repeat(1 << 20) + "\"</text>"))
                .anySatisfy(finding -> assertThat(finding).contains("文件超过 1 MB"));
        assertThat(check("rule.dmn", "<text>true</text>", "<text>\"" + "x".repeat(2000) + "\"</text>"))
                .anySatisfy(
                        finding -> assertThat(finding).contains("超过 1000 个字符").hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "\"一般\", \"重大\"",
                "not(\"MAJOR\")",
                "&gt;= 20",
                "[4..19]",
                "]0..3[, (7..9)",
                "-7",
                "null",
                "0, &gt;= 4",
                "if grade = \"\" then \"x\" else grade",
                "\"a\\\"b\"",
                "1.5",
                "[\"a\", \"b\"]"
            })
    void cell_says_values_comparisons_ranges_and_lists(String cell) {
        assertThat(check("rule.dmn", "<text></text>", "<text>" + cell + "</text>"))
                .isEmpty();
        assertThat(check("rule.dmn", "<text>true</text>", "<text>" + cell + "</text>"))
                .isEmpty();
    }

    private static List<String> check(String file, String good, String evil) {
        Map<String, byte[]> processes = new LinkedHashMap<>(EvilModels.GOOD.processes());
        Map<String, byte[]> forms = new LinkedHashMap<>(EvilModels.GOOD.forms());
        Map<String, byte[]> changed = file.endsWith(".form") ? forms : processes;
        String content = new String(changed.get(file), StandardCharsets.UTF_8);
        assertThat(content).as("what is replaced").contains(good);
        changed.put(file, text(content.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(evil))));
        return ModelFiles.check(new Models(processes, forms), STEPS);
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}

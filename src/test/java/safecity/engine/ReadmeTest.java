package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import safecity.AuthzMatrix;

/**
 * The README's table of processes says what the models say, and what its other tables name is there. Run with
 * {@code -Dsurefire.arguments=-Dreadme.write=true} it writes the table instead of checking it.
 */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- processes:[^>]*-->\n).*?(<!-- /processes -->)", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\$\\{[a-z]+\\.(.*)}");
    private static final List<String> TOKEN_ORDER = List.of(
            "problemlist",
            "problem",
            "rectification",
            "spotcheck",
            "reassessment",
            "escalation",
            "slip",
            "press",
            "supervision",
            "listingproposal",
            "listingplan",
            "listingreport",
            "listingwork",
            "listingacceptance",
            "listingoverdue",
            "listingnotice",
            "objection");

    @Test
    void table_of_processes_is_what_the_models_say() throws IOException {
        String readme = Files.readString(README);
        Matcher table = TABLE.matcher(readme);
        assertThat(table.find()).as("the markers of the table in README.md").isTrue();
        String expected =
                table.replaceFirst(Matcher.quoteReplacement(table.group(1) + tableOfProcesses() + table.group(2)));
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, expected);
            return;
        }

        assertThat(readme)
                .as("README.md; write it anew with mvn test -Dtest=ReadmeTest -Dsurefire.arguments=-Dreadme.write=true")
                .isEqualTo(expected);
    }

    @Test
    void what_tables_name_is_there() throws IOException {
        Set<String> classes;
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            classes = sources.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> pages = AuthzMatrix.read().rows().stream()
                .filter(row -> row.method().equals("GET"))
                .map(AuthzMatrix.Row::path)
                .collect(Collectors.toSet());
        List<String> named = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`([^`]+)`").matcher(line).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(named)
                .filteredOn(name -> name.matches("([A-Z][a-z]+){2,}"))
                .as("classes and tests")
                .hasSizeGreaterThan(30)
                .isSubsetOf(classes);
        assertThat(named)
                .filteredOn(name -> name.matches("/[a-z/-]+") && !name.startsWith("/actuator/"))
                .as("pages")
                .isNotEmpty()
                .isSubsetOf(pages);
    }

    private static String tableOfProcesses() {
        StringBuilder table = new StringBuilder(
                "| process | element | 中文 | who | due | form | step |\n|---|---|---|---|---|---|---|\n");
        List<String> files = new ArrayList<>(Models.read().processes().keySet());
        files.sort(Comparator.comparingInt(ReadmeTest::place).thenComparing(Comparator.naturalOrder()));
        for (String file : files) {
            if (file.endsWith(".bpmn")) {
                rows(Models.parse(Models.read().processes().get(file)), table);
            }
        }
        return table.toString();
    }

    private static int place(String file) {
        int place = TOKEN_ORDER.indexOf(file.replaceAll("\\..*", ""));
        return place < 0 ? TOKEN_ORDER.size() : place;
    }

    private static void rows(BpmnModelInstance model, StringBuilder table) {
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        String name = "**%s** %s".formatted(process.getId(), process.getName());
        for (FlowNode node : inDrawingOrder(model)) {
            String row = row(node);
            if (row != null) {
                table.append("| ").append(name).append(" | ").append(row).append(" |\n");
                name = "";
            }
        }
    }

    private static List<FlowNode> inDrawingOrder(BpmnModelInstance model) {
        Map<String, Double> left = new HashMap<>();
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            left.put(shape.getBpmnElement().getId(), shape.getBounds().getX());
        }
        Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
        return nodes.stream()
                .sorted(Comparator.comparing((FlowNode node) -> left.get(node.getId())))
                .toList();
    }

    private static String row(FlowNode node) {
        if (node instanceof UserTask task) {
            CamundaTaskListener listener = task.getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaTaskListener.class)
                    .singleResult();
            return cells(
                    task,
                    call(task.getCamundaCandidateGroups()),
                    call(task.getCamundaDueDate()),
                    task.getCamundaFormRef(),
                    call(listener.getCamundaExpression()));
        }
        if (node instanceof ServiceTask task) {
            return cells(task, "", "", "", call(task.getCamundaExpression()));
        }
        if (node instanceof CallActivity activity) {
            return cells(activity, "", "", "", "calls " + activity.getCalledElement());
        }
        return null;
    }

    private static String cells(FlowNode node, String who, String due, String form, String step) {
        return String.join(" | ", "`" + node.getId() + "`", node.getName(), who, due, form, step);
    }

    private static String call(String expression) {
        Matcher call = CALL.matcher(expression);
        return call.matches()
                ? call.group(1)
                        .replaceAll("\\((?:problemId|listId|pressId)?\\)$", "")
                        .replaceAll("\\(.*, .*\\)", "")
                : expression;
    }
}

package safecity.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Every expression, wherever it stands: it is one call of a step of the process itself, which exists and takes these arguments. */
final class ExpressionRules {

    /** How a called process takes over the number of the case. */
    static final Set<String> BUSINESS_KEYS =
            Set.of("#{execution.processBusinessKey}", "${execution.processBusinessKey}");

    private ExpressionRules() {}

    static void check(ProcessFile file, Contract contract) {
        Set<String> shared = new TreeSet<>(file.answers());
        shared.addAll(file.results());
        for (MultiInstanceLoopCharacteristics loop : file.all(MultiInstanceLoopCharacteristics.class)) {
            if (loop.getCamundaElementVariable() != null) {
                shared.add(loop.getCamundaElementVariable());
            }
        }
        forEach(file, (element, text) -> check(element, text, file, contract, shared));
    }

    /** Tells why expressions of a model can no longer be evaluated by the steps of today; style is not asked for. */
    static void checkResolvable(ProcessFile file, StepsClasses steps) {
        resolve(file, file.word(), steps);
    }

    /** Tells why expressions of a model cannot be evaluated by any steps: they call something else, or what is not there. */
    static void checkReach(ProcessFile file, StepsClasses steps) {
        resolve(file, null, steps);
    }

    private static void resolve(ProcessFile file, @Nullable String word, StepsClasses steps) {
        forEach(file, (element, text) -> {
            if (!isPlain(element, text)) {
                String problem = problemOf(text, word, steps);
                if (problem != null) {
                    file.findings().add(labelOf(element), "表达式 %s：%s".formatted(text, problem));
                }
            }
        });
    }

    private static void check(Element element, String text, ProcessFile file, Contract contract, Set<String> shared) {
        String owner = labelOf(element);
        if (isPlain(element, text)) {
            return; // a condition on an answer belongs to FlowRules
        }
        String problem = problemOf(text, file.word(), contract.steps());
        if (problem != null) {
            file.findings().add(owner, "表达式 %s：%s；请改正".formatted(text, problem));
            return;
        }
        if (element.getLocalName().equals("taskListener")) {
            return; // its arguments belong to TaskRules
        }
        Set<String> known = new TreeSet<>(shared);
        known.addAll(inputsAround(element, file.model()));
        for (String name : StepsCall.parse(text).names()) {
            if (!Variables.IDS.contains(name) && !known.contains(name)) {
                file.findings()
                        .add(
                                owner,
                                "表达式 %s 用到的变量“%s”没有来源；只能用 problemId、listId、slipId、本元素的输入参数或决策结果".formatted(text, name));
            }
        }
    }

    /** {@code word} is that of the steps that may be called; null for any. */
    private static @Nullable String problemOf(String text, @Nullable String word, StepsClasses steps) {
        try {
            StepsCall call = StepsCall.parse(text);
            return word == null || call.word().equals(word)
                    ? steps.problemOf(call)
                    : "只能调用本流程的步骤（以“%s.”开头）".formatted(word);
        } catch (IllegalArgumentException otherForm) {
            return otherForm.getMessage();
        }
    }

    private static boolean isPlain(Element element, String text) {
        return switch (String.valueOf(element.getLocalName())) {
            case "in" -> BUSINESS_KEYS.contains(text);
            case "conditionExpression" -> StepsCall.variableIn(text) != null;
            default -> false;
        };
    }

    private static Set<String> inputsAround(Element element, BpmnModelInstance model) {
        Element around = element;
        while (around != null) {
            if (model.getModelElementById(around.getAttribute("id")) instanceof FlowNode node) {
                return ProcessFile.inputsOf(node);
            }
            around = around.getParentNode() instanceof Element parent ? parent : null;
        }
        return Set.of();
    }

    private static void forEach(ProcessFile file, BiConsumer<Element, String> use) {
        visit(file.root(), use);
    }

    private static void visit(Element element, BiConsumer<Element, String> use) {
        NamedNodeMap attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            offer(element, ((Attr) attributes.item(index)).getValue(), use);
        }
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                visit(inner, use);
            } else if (child instanceof Text part) {
                text.append(part.getData());
            }
        }
        offer(element, text.toString(), use);
    }

    private static void offer(Element element, String text, BiConsumer<Element, String> use) {
        if (StepsCall.isExpression(text)) {
            use.accept(element, text.strip());
        }
    }

    private static String labelOf(Element element) {
        return AllowedElements.idAround(element);
    }
}

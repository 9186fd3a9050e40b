package safecity.engine;

import java.util.Map;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The parts of BPMN that a model of ours is made of (guard G9). What is not listed is refused: scripts, classes, delegate expressions, connectors,
 * external tasks, embedded and generated forms, field injection, and every engine extension that is not known here.
 */
final class AllowedElements {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** Drawing, colours and what Modeler notes about itself: nothing that is carried out. */
    private static final Set<String> HARMLESS = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/2000/xmlns/",
            "http://camunda.org/schema/modeler/1.0",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final Set<String> BPMN_ELEMENTS =
            Set.of(("definitions process documentation extensionElements incoming "
                            + "outgoing startEvent endEvent boundaryEvent intermediateCatchEvent intermediateThrowEvent userTask serviceTask "
                            + "businessRuleTask callActivity receiveTask subProcess exclusiveGateway parallelGateway eventBasedGateway "
                            + "sequenceFlow conditionExpression timerEventDefinition timeDate timeDuration timeCycle "
                            + "messageEventDefinition message signalEventDefinition signal errorEventDefinition error "
                            + "escalationEventDefinition escalation terminateEventDefinition linkEventDefinition textAnnotation text "
                            + "association group category categoryValue laneSet lane flowNodeRef collaboration participant "
                            + "multiInstanceLoopCharacteristics loopCardinality completionCondition")
                    .split(" "));

    private static final Set<String> CAMUNDA_ELEMENTS = Set.of(
            "inputOutput", "inputParameter", "taskListener", "executionListener", "in", "failedJobRetryTimeCycle");

    private static final Set<String> CAMUNDA_ATTRIBUTES =
            Set.of(("historyTimeToLive versionTag isStartableInTasklist formRef "
                            + "formRefBinding candidateGroups assignee dueDate followUpDate priority expression resultVariable decisionRef "
                            + "decisionRefBinding mapDecisionResult calledElementBinding collection elementVariable asyncBefore "
                            + "asyncAfter exclusive jobPriority errorCodeVariable")
                    .split(" "));

    /** Attributes of the engine's own elements, by element. */
    private static final Map<String, Set<String>> ATTRIBUTES_OF_CAMUNDA_ELEMENTS = Map.of(
            "inputOutput", Set.of(),
            "inputParameter", Set.of("name"),
            "taskListener", Set.of("id", "event", "expression"),
            "executionListener", Set.of("event", "expression"),
            "in", Set.of("businessKey", "source", "target", "variables"),
            "failedJobRetryTimeCycle", Set.of());

    private AllowedElements() {}

    static void check(ProcessFile file) {
        check(file.root(), file.findings());
    }

    private static void check(Element element, Findings findings) {
        String namespace = namespace(element);
        boolean allowed = switch (namespace) {
            case BPMN -> BPMN_ELEMENTS.contains(element.getLocalName());
            case CAMUNDA -> CAMUNDA_ELEMENTS.contains(element.getLocalName());
            default -> HARMLESS.contains(namespace);
        };
        if (!allowed) {
            findings.add(
                    idAround(element),
                    "不允许使用 <%s>；脚本、连接器、外部任务和内嵌表单都不支持，请删除，改由步骤表达式或表单文件完成".formatted(element.getNodeName()));
            return;
        }
        checkAttributes(element, findings);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                check(inner, findings);
            }
        }
    }

    private static void checkAttributes(Element element, Findings findings) {
        NamedNodeMap attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            Attr attribute = (Attr) attributes.item(index);
            if (!isAllowed(element, attribute)) {
                findings.add(
                        idAround(element),
                        "不允许使用属性 %s=\"%s\"；只能用 camunda:expression 调用本流程的步骤，用 camunda:formRef 指定表单"
                                .formatted(attribute.getName(), attribute.getValue()));
            }
        }
    }

    private static boolean isAllowed(Element element, Attr attribute) {
        String namespace = namespace(attribute);
        if (namespace.equals(CAMUNDA)) {
            return CAMUNDA_ATTRIBUTES.contains(attribute.getLocalName());
        }
        if (namespace.isEmpty() && namespace(element).equals(CAMUNDA)) {
            return ATTRIBUTES_OF_CAMUNDA_ELEMENTS
                    .getOrDefault(element.getLocalName(), Set.of())
                    .contains(attribute.getLocalName());
        }
        boolean ownScript = namespace.isEmpty()
                && namespace(element).equals(BPMN)
                && Set.of("language", "scriptFormat").contains(attribute.getLocalName());
        return !ownScript && (namespace.isEmpty() || HARMLESS.contains(namespace));
    }

    private static String namespace(Node node) {
        return node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
    }

    /** Returns id and name of the nearest BPMN element. */
    static String idAround(Element element) {
        Node node = element;
        while (node instanceof Element inner) {
            if (inner.hasAttribute("id") && namespace(inner).equals(BPMN)) {
                String name = inner.getAttribute("name");
                return inner.getAttribute("id") + (name.isEmpty() ? "" : "“" + name + "”");
            }
            node = node.getParentNode();
        }
        return element.getNodeName();
    }
}

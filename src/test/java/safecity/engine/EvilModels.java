package safecity.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A good model of every kind of element; {@code evil-models.txt} says what is replaced in it to make it evil. */
final class EvilModels {

    static final String FORM = """
            {"id": "plan-submitPlan", "type": "default", "schemaVersion": 16, "components": [
              {"type": "text", "text": "请填写"},
              {"type": "textfield", "id": "goalField", "key": "goal", "label": "整改目标"}]}
            """;

    static final String BPMN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="planDefinitions" targetNamespace="safecity">
              <message id="withdrawn" name="withdrawn" />
              <process id="plan" name="方案" isExecutable="true" camunda:historyTimeToLive="P3650D">
                <startEvent id="planDue" name="需要方案" />
                <userTask id="submitPlan" name="报送方案" camunda:formRef="plan-submitPlan" camunda:formRefBinding="deployment" camunda:candidateGroups="${plan.unit(problemId)}" camunda:dueDate="${plan.dueIn(5)}">
                  <extensionElements>
                    <camunda:inputOutput><camunda:inputParameter name="goal">${plan.draft(problemId).goal()}</camunda:inputParameter></camunda:inputOutput>
                    <camunda:taskListener event="complete" expression="${plan.submitPlan(problemId, task.assignee, goal)}" />
                  </extensionElements>
                </userTask>
                <boundaryEvent id="deadlinePassed" name="逾期" cancelActivity="false" attachedToRef="submitPlan"><timerEventDefinition><timeDate>${plan.dueIn(5)}</timeDate></timerEventDefinition></boundaryEvent>
                <serviceTask id="tellOffice" name="报告创安办" camunda:expression="${plan.tellOffice(problemId)}" />
                <endEvent id="officeTold" name="已报告" />
                <boundaryEvent id="planWithdrawn" name="撤回" attachedToRef="submitPlan"><messageEventDefinition messageRef="withdrawn" /></boundaryEvent>
                <endEvent id="ended" name="结束" />
                <businessRuleTask id="decideCheck" name="判定是否抽查" camunda:decisionRef="rule" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="checkNeeded">
                  <extensionElements><camunda:inputOutput><camunda:inputParameter name="grade">${plan.grade(problemId)}</camunda:inputParameter></camunda:inputOutput></extensionElements>
                </businessRuleTask>
                <exclusiveGateway id="isCheckNeeded" name="是否抽查？" default="spared" />
                <callActivity id="check" name="抽查" calledElement="other">
                  <extensionElements><camunda:in businessKey="#{execution.processBusinessKey}" /><camunda:in source="problemId" target="problemId" /></extensionElements>
                </callActivity>
                <exclusiveGateway id="planAccepted" name="方案是否通过？" default="refused" />
                <endEvent id="planPassed" name="方案通过" />
                <endEvent id="planRefused" name="方案退回" />
                <sequenceFlow id="toSubmitPlan" sourceRef="planDue" targetRef="submitPlan" />
                <sequenceFlow id="toTell" sourceRef="deadlinePassed" targetRef="tellOffice" />
                <sequenceFlow id="toTold" sourceRef="tellOffice" targetRef="officeTold" />
                <sequenceFlow id="toEnd" sourceRef="planWithdrawn" targetRef="ended" />
                <sequenceFlow id="toDecide" sourceRef="submitPlan" targetRef="decideCheck" />
                <sequenceFlow id="toQuestion" sourceRef="decideCheck" targetRef="isCheckNeeded" />
                <sequenceFlow id="drawn" sourceRef="isCheckNeeded" targetRef="check"><conditionExpression xsi:type="tFormalExpression">${checkNeeded}</conditionExpression></sequenceFlow>
                <sequenceFlow id="spared" sourceRef="isCheckNeeded" targetRef="planAccepted" />
                <sequenceFlow id="toAccepted" sourceRef="check" targetRef="planAccepted" />
                <sequenceFlow id="passed" sourceRef="planAccepted" targetRef="planPassed"><conditionExpression xsi:type="tFormalExpression">${plan.planAccepted(problemId)}</conditionExpression></sequenceFlow>
                <sequenceFlow id="refused" sourceRef="planAccepted" targetRef="planRefused" />
              </process>
            """
            + drawing(
                    "plan",
                    "planDue submitPlan deadlinePassed tellOffice officeTold planWithdrawn ended decideCheck "
                            + "isCheckNeeded check planAccepted planPassed planRefused",
                    "toSubmitPlan toTell toTold toEnd toDecide toQuestion drawn spared toAccepted passed refused");

    private static final String OTHER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="otherDefinitions" targetNamespace="safecity">
              <process id="other" name="抽查" isExecutable="true" camunda:historyTimeToLive="P3650D">
                <startEvent id="workDue" name="开始" />
                <serviceTask id="work" name="办理" camunda:expression="${other.work(problemId)}" />
                <endEvent id="workDone" name="完成" />
                <sequenceFlow id="toWork" sourceRef="workDue" targetRef="work" />
                <sequenceFlow id="toDone" sourceRef="work" targetRef="workDone" />
              </process>
            """ + drawing("other", "workDue work workDone", "toWork toDone");

    private static final String DMN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="ruleDefinitions" name="抽查判定" namespace="safecity">
              <decision id="rule" name="判定是否抽查">
                <decisionTable id="ruleTable" hitPolicy="FIRST">
                  <input id="gradeInput" label="等级"><inputExpression id="gradeExpression" typeRef="string"><text>grade</text></inputExpression></input>
                  <output id="answerOutput" label="是否抽查" name="checkNeeded" typeRef="boolean" />
                  <rule id="always"><inputEntry id="anyGrade"><text></text></inputEntry><outputEntry id="yes"><text>true</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    static final Models GOOD = new Models(
            Map.of("plan.bpmn", text(BPMN), "other.bpmn", text(OTHER), "rule.dmn", text(DMN)),
            Map.of("plan-submitPlan.form", text(FORM)));

    private EvilModels() {}

    private static String drawing(String process, String nodes, String flows) {
        StringBuilder drawing = new StringBuilder("  <bpmndi:BPMNDiagram id=\"" + process + "Diagram\">\n"
                + "    <bpmndi:BPMNPlane id=\"" + process + "Plane\" bpmnElement=\"" + process + "\">\n");
        for (String node : nodes.split(" ")) {
            drawing.append(
                    "      <bpmndi:BPMNShape id=\"%sShape\" bpmnElement=\"%s\"><dc:Bounds x=\"1\" y=\"1\" width=\"9\" height=\"9\" /></bpmndi:BPMNShape>\n"
                            .formatted(node, node));
        }
        for (String flow : flows.split(" ")) {
            drawing.append(
                    "      <bpmndi:BPMNEdge id=\"%sEdge\" bpmnElement=\"%s\"><di:waypoint x=\"1\" y=\"1\" /><di:waypoint x=\"2\" y=\"2\" /></bpmndi:BPMNEdge>\n"
                            .formatted(flow, flow));
        }
        return drawing + "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</definitions>\n";
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}

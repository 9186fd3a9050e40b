package safecity.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A good model of every kind of element, and what is replaced in it to make it evil. */
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

    private static final String EXPRESSION = "camunda:expression=\"${plan.tellOffice(problemId)}\"";
    private static final String GATEWAY = "${plan.planAccepted(problemId)}";
    private static final String LISTENER = "expression=\"${plan.submitPlan(problemId, task.assignee, goal)}\"";
    private static final String INPUT = "${plan.grade(problemId)}";

    /** File, good text, evil text, words of the finding. */
    static final String[][] CORPUS = {
        // file and process
        {"plan.bpmn", "</process>", "", "不符合 BPMN 2.0 格式"},
        {
            "plan.bpmn",
            "<definitions",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions",
            "不符合 BPMN 2.0 格式"
        },
        {"plan.bpmn", "<process id=\"plan\"", "<process id=\"plans\"", "流程 id 与文件名不一致"},
        {"plan.bpmn", "<process id=\"plan\"", "<process id=\"nobody\"", "@Steps"},
        {"plan.bpmn", " camunda:historyTimeToLive=\"P3650D\"", "", "没有历史保存期"},
        {"plan.bpmn", "isExecutable=\"true\"", "isExecutable=\"false\"", "未设为可执行"},
        // ids and names
        {"plan.bpmn", "<endEvent id=\"ended\"", "<endEvent id=\"Event_0abc12\"", "自动生成"},
        {"plan.bpmn", "<endEvent id=\"ended\"", "<endEvent id=\"endEventEnded\"", "自动生成"},
        {"plan.bpmn", "<sequenceFlow id=\"toEnd\"", "<sequenceFlow id=\"Flow_1abc\"", "自动生成"},
        {"plan.bpmn", "name=\"结束\"", "name=\"ended\"", "没有中文名称"},
        {"plan.bpmn", "name=\"报告创安办\" ", "", "没有中文名称"},
        {"plan.bpmn", "name=\"方案是否通过？\"", "name=\"方案通过\"", "以“？”结尾"},
        {"plan.bpmn", "name=\"方案是否通过？\"", "", "没有中文名称"},
        // drawing
        {"plan.bpmn", "bpmnElement=\"tellOffice\"", "bpmnElement=\"ended\"", "没有画在图上"},
        {
            "plan.bpmn",
            "<bpmndi:BPMNEdge id=\"toEndEdge\" bpmnElement=\"toEnd\">",
            "<bpmndi:BPMNEdge id=\"toEndEdge\" bpmnElement=\"toTold\">",
            "没有画在图上"
        },
        // user tasks
        {"plan.bpmn", " camunda:candidateGroups=\"${plan.unit(problemId)}\"", "", "没有承办单位"},
        {"plan.bpmn", " camunda:dueDate=\"${plan.dueIn(5)}\"", "", "没有办理期限"},
        {"plan.bpmn", " camunda:formRef=\"plan-submitPlan\"", "", "没有表单"},
        {"plan.bpmn", "camunda:formRef=\"plan-submitPlan\"", "camunda:formRef=\"plan-other\"", "找不到表单"},
        {"plan.bpmn", "formRefBinding=\"deployment\"", "formRefBinding=\"latest\"", "绑定方式不是 deployment"},
        {"plan.bpmn", "event=\"complete\"", "event=\"create\"", "办结时没有调用步骤"},
        {"plan.bpmn", "task.assignee, goal)", "task.assignee, gaol)", "既不是表单"},
        {"plan.bpmn", "task.assignee, goal)", "task.assignee, 'x')", "没有交给步骤"},
        // expressions
        {"plan.bpmn", "${plan.dueIn(5)}", "${plan.dueIn(5}", "表达式写法有误"},
        {"plan.bpmn", "${plan.dueIn(5)}", "${plan.dueOn(5)}", "没有这个公开方法"},
        {"plan.bpmn", EXPRESSION, "camunda:expression=\"${plan.hidden(problemId)}\"", "没有这个公开方法"},
        {"plan.bpmn", "${plan.dueIn(5)}", "${plan.dueIn(5, 6)}", "需要 1 个"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${other.work(problemId)}", "只能调用本流程的步骤"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${environment.getProperty('x')}", "只能调用本流程的步骤"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${plan.unit(''.getClass())}", "参数只能是"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${plan.unit(problemId).getClass()}", "没有“getClass”"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${''.getClass().forName('x')}", "只能调用本流程的步骤"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${plan.unit(problemId + 1)}", "参数里不能计算"},
        {"plan.bpmn", "${plan.unit(problemId)}", "x ${plan.unit(problemId)}", "不能夹带其他文字"},
        {"plan.bpmn", "${plan.unit(problemId)}", "${plan.unit(problmId)}", "没有来源"},
        {"plan.bpmn", "${plan.draft(problemId).goal()}", "${plan.draft(problemId).gaol()}", "没有“gaol”"},
        {"plan.bpmn", "<timeDate>${plan.dueIn(5)}", "<timeDate>${plan.gone(5)}", "没有这个公开方法"},
        {"plan.bpmn", LISTENER, "expression=\"${plan.gone(problemId, task.assignee, goal)}\"", "没有这个公开方法"},
        {"plan.bpmn", "name=\"报送方案\"", "name=\"报送方案${''.class}\"", "不能夹带其他文字"},
        // forks
        {"plan.bpmn", " default=\"refused\"", "", "没有默认出口"},
        {
            "plan.bpmn",
            "<conditionExpression xsi:type=\"tFormalExpression\">" + GATEWAY + "</conditionExpression>",
            "",
            "没有条件"
        },
        {"plan.bpmn", GATEWAY, "${goal}", "不是本流程决策的结果"},
        {"plan.bpmn", GATEWAY, "${checkNeeded and true}", "只能调用本流程的步骤"},
        {"plan.bpmn", GATEWAY, "true", "不是表达式"},
        {"plan.bpmn", GATEWAY, "${plan.grade(problemId)}", "不是“是/否”"},
        {
            "plan.bpmn",
            "xsi:type=\"tFormalExpression\">" + GATEWAY,
            "xsi:type=\"tFormalExpression\" language=\"javascript\">true",
            "不允许使用属性 language"
        },
        // what runs code of its own
        {
            "plan.bpmn",
            "<endEvent id=\"ended\" name=\"结束\" />",
            "<scriptTask id=\"ended\" name=\"脚本\" scriptFormat=\"groovy\"><script>x</script></scriptTask>",
            "不允许使用 <scriptTask>"
        },
        {
            "plan.bpmn",
            LISTENER + " />",
            "><camunda:script scriptFormat=\"groovy\">x</camunda:script></camunda:taskListener>",
            "不允许使用 <camunda:script>"
        },
        {"plan.bpmn", LISTENER, "class=\"java.lang.Object\"", "不允许使用属性 class"},
        {"plan.bpmn", LISTENER, "delegateExpression=\"${plan}\"", "不允许使用属性 delegateExpression"},
        {"plan.bpmn", EXPRESSION, "camunda:class=\"java.lang.Object\"", "不允许使用属性 camunda:class"},
        {
            "plan.bpmn",
            EXPRESSION,
            "camunda:delegateExpression=\"${plan.tellOffice(problemId)}\"",
            "不允许使用属性 camunda:delegateExpression"
        },
        {"plan.bpmn", EXPRESSION, "camunda:type=\"external\" camunda:topic=\"x\"", "不允许使用属性 camunda:type"},
        {"plan.bpmn", EXPRESSION, "xmlns:a=\"http://activiti.org/bpmn\" a:class=\"java.lang.Object\"", "不允许使用属性 a:class"
        },
        {
            "plan.bpmn",
            EXPRESSION + " />",
            EXPRESSION
                    + "><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>",
            "不允许使用 <camunda:connector>"
        },
        {
            "plan.bpmn",
            "<camunda:taskListener",
            "<camunda:formData><camunda:formField id=\"x\" type=\"string\" /></camunda:formData><camunda:taskListener",
            "不允许使用 <camunda:formData>"
        },
        {
            "plan.bpmn",
            "camunda:formRef=\"plan-submitPlan\"",
            "camunda:formKey=\"embedded:app:x.html\"",
            "不允许使用属性 camunda:formKey"
        },
        {
            "plan.bpmn",
            "<camunda:inputParameter name=\"grade\">" + INPUT,
            "<camunda:inputParameter name=\"grade\"><camunda:script scriptFormat=\"js\">1</camunda:script>",
            "不允许使用 <camunda:script>"
        },
        // activities and events
        {"plan.bpmn", EXPRESSION, "", "没有调用步骤"},
        {"plan.bpmn", "${plan.tellOffice(problemId)}", "${plan.grade(problemId)}", "不同名"},
        {"plan.bpmn", "calledElement=\"other\"", "calledElement=\"another\"", "找不到被调用的流程"},
        {"plan.bpmn", "<camunda:in businessKey=\"#{execution.processBusinessKey}\" />", "", "没有传递业务编号"},
        {"plan.bpmn", "<camunda:in source=\"problemId\" target=\"problemId\" />", "", "没有传递编号变量"},
        {
            "plan.bpmn",
            "<camunda:in source=\"problemId\" target=\"problemId\" />",
            "<camunda:in variables=\"all\" />",
            "传递了全部变量"
        },
        {
            "plan.bpmn",
            "<camunda:in source=\"problemId\" target=\"problemId\" />",
            "<camunda:in source=\"goal\" target=\"goal\" />",
            "只能传编号"
        },
        {
            "plan.bpmn",
            "<camunda:in source=\"problemId\" target=\"problemId\" />",
            "<camunda:out variables=\"all\" />",
            "不允许使用 <camunda:out>"
        },
        {"plan.bpmn", "camunda:decisionRef=\"rule\"", "camunda:decisionRef=\"rules\"", "找不到决策表"},
        {"plan.bpmn", "mapDecisionResult=\"singleEntry\"", "mapDecisionResult=\"resultList\"", "决策结果的取法不对"},
        {
            "plan.bpmn",
            "camunda:decisionRef=\"rule\"",
            "camunda:decisionRef=\"rule\" camunda:decisionRefBinding=\"version\"",
            "决策表的绑定方式"
        },
        {"plan.bpmn", "resultVariable=\"checkNeeded\"", "resultVariable=\"goal\"", "与表单字段同名"},
        {"plan.bpmn", "<camunda:inputParameter name=\"grade\">", "<camunda:inputParameter name=\"grades\">", "没有这个输入参数"
        },
        {"plan.bpmn", "<timeDate>${plan.dueIn(5)}</timeDate>", "", "定时器没有时间"},
        {"plan.bpmn", "<messageEventDefinition messageRef=\"withdrawn\" />", "<messageEventDefinition />", "没有选定消息"},
        // forms
        {"plan-submitPlan.form", "}]}", "}]", "不是有效的 JSON"},
        {"plan-submitPlan.form", "\"id\": \"plan-submitPlan\"", "\"id\": \"submitPlan\"", "与文件名不一致"},
        {"plan-submitPlan.form", "16", "17", "schemaVersion 高于 16"},
        {"plan-submitPlan.form", "\"textfield\"", "\"filepicker\"", "不支持组件“filepicker”"},
        {"plan-submitPlan.form", "\"textfield\"", "\"dynamiclist\"", "不支持组件“dynamiclist”"},
        {"plan-submitPlan.form", "\"type\": \"text\"", "\"type\": \"button\"", "不支持组件“button”"},
        {
            "plan-submitPlan.form",
            "\"type\": \"text\", \"text\": \"请填写\"",
            "\"type\": \"html\", \"content\": \"<img src=x onerror=alert(1)>\"",
            "有脚本"
        },
        {
            "plan-submitPlan.form",
            "\"type\": \"text\", \"text\": \"请填写\"",
            "\"type\": \"html\", \"content\": \"<script>1</script>\"",
            "有脚本"
        },
        {
            "plan-submitPlan.form",
            "{\"type\": \"text\", \"text\": \"请填写\"}",
            "{\"type\": \"textfield\", \"key\": \"goal\", \"label\": \"目标\"}",
            "字段重名"
        },
        {"plan-submitPlan.form", "\"label\": \"整改目标\"", "\"label\": \"Goal\"", "没有中文标签"},
        {"plan-submitPlan.form", "\"key\": \"goal\"", "\"key\": \"problemId\"", "编号由系统填写"},
        {"plan-submitPlan.form", "\"key\": \"goal\"", "\"key\": \"aim\"", "没有交给步骤"},
        // decisions
        {"rule.dmn", "</decision>", "", "不是有效的 DMN"},
        {"rule.dmn", "<decision id=\"rule\"", "<decision id=\"rules\"", "与文件名不一致"},
        {"rule.dmn", " hitPolicy=\"FIRST\"", "", "没有写明命中策略"},
        {"rule.dmn", " label=\"等级\"", "", "输入列没有名称或表达式"},
        {"rule.dmn", " name=\"checkNeeded\"", "", "输出列没有名字"},
        {"rule.dmn", "<outputEntry id=\"yes\">", "<outputEntry id=\"yes\" expressionLanguage=\"groovy\">", "只能用 FEEL"},
    };

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

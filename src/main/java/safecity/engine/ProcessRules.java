package safecity.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Artifact;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.RootElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.jspecify.annotations.Nullable;

/** How a process is called, what its elements are called, and that all of it is drawn. */
final class ProcessRules {

    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern TYPE_PREFIX = Pattern.compile(
            "(activity|event|gateway|flow|sequenceFlow|task|(user|service|script|send|receive|businessRule)Task"
                    + "|callActivity|(start|end|boundary|intermediate)Event|(exclusive|parallel|inclusive)Gateway)([A-Z0-9].*)?");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private ProcessRules() {}

    static void check(ProcessFile file, Contract contract) {
        checkProcess(file, contract);
        for (FlowElement element : file.all(FlowElement.class)) {
            checkId(element, file);
            checkName(element, file);
        }
        for (RootElement element : file.all(RootElement.class)) {
            if (!(element instanceof EventDefinition)) { // part of an event, which has the name
                checkId(element, file);
            }
        }
        file.all(Artifact.class).forEach(element -> checkId(element, file));
        checkDrawing(file);
    }

    /** Whether a text says something in Chinese. */
    static boolean isChinese(@Nullable String text) {
        return text != null && CHINESE.matcher(text).find();
    }

    private static void checkProcess(ProcessFile file, Contract contract) {
        Findings findings = file.findings();
        if (file.processes().size() != 1) {
            findings.add("有 %d 个流程；一个文件只放一个流程".formatted(file.processes().size()));
        }
        for (Process process : file.processes()) {
            if (!file.word().equals(process.getId())) {
                findings.add(process, "流程 id 与文件名不一致；把流程 id 改为“%s”".formatted(file.word()));
            }
            if (!contract.steps().has(process.getId())) {
                findings.add(process, "程序里没有标注 @Steps(\"%s\") 的步骤类；请开发人员补上，或改正流程 id".formatted(process.getId()));
            }
            if (!isChinese(process.getName())) {
                findings.add(process, "流程没有中文名称；在属性面板“名称”填写");
            }
            if (!process.isExecutable()) {
                findings.add(process, "流程未设为可执行；在属性面板勾选“Executable”");
            }
            String timeToLive = process.getCamundaHistoryTimeToLiveString();
            if (timeToLive == null || timeToLive.isBlank()) {
                findings.add(process, "没有历史保存期；在属性面板“History time to live”填写，例如 P3650D");
            }
        }
    }

    private static void checkId(BaseElement element, ProcessFile file) {
        String id = element.getId();
        if (id == null) {
            file.findings().add(element, "没有 id；填写小写字母开头的英文词组，例如 submitPlan");
        } else if (!ID.matcher(id).matches() || TYPE_PREFIX.matcher(id).matches()) {
            file.findings().add(element, "id 是自动生成的，或带有类型前缀、下划线；改为说明做什么的英文词组，例如 submitPlan");
        }
    }

    private static void checkName(FlowElement element, ProcessFile file) {
        boolean diverging = element instanceof ExclusiveGateway gateway
                && file.leaving(gateway).size() > 1;
        boolean needsName = element instanceof Activity || element instanceof Event || diverging;
        if (needsName && !isChinese(element.getName())) {
            file.findings().add(element, "没有中文名称；在属性面板“名称”填写");
        } else if (diverging && !element.getName().endsWith("？")) {
            file.findings().add(element, "分支网关的名称要是一个问句，以“？”结尾，例如“方案是否通过？”");
        }
    }

    private static void checkDrawing(ProcessFile file) {
        Set<BaseElement> drawn = new HashSet<>();
        for (BpmnShape shape : file.all(BpmnShape.class)) {
            if (shape.getBounds() != null) {
                drawn.add(shape.getBpmnElement());
            }
        }
        for (BpmnEdge edge : file.all(BpmnEdge.class)) {
            if (edge.getWaypoints().size() >= 2) {
                drawn.add(edge.getBpmnElement());
            }
        }
        for (FlowElement element : file.all(FlowElement.class)) {
            if ((element instanceof FlowNode || element instanceof SequenceFlow) && !drawn.contains(element)) {
                file.findings().add(element, "没有画在图上；请用 Camunda Modeler 打开，把它画出来再保存");
            }
        }
    }
}

package safecity.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Where the way forks, and what an event waits for. A condition asks a step or reads the answer of a decision, never what a user sent. */
final class FlowRules {

    private FlowRules() {}

    static void check(ProcessFile file, Contract contract) {
        file.all(ExclusiveGateway.class).forEach(gateway -> checkFork(gateway, file));
        for (SequenceFlow flow : file.all(SequenceFlow.class)) {
            if (flow.getConditionExpression() != null) {
                checkCondition(
                        flow, flow.getConditionExpression().getTextContent().strip(), file, contract);
            }
        }
        file.all(EventDefinition.class).forEach(definition -> checkEvent(definition, file));
        for (ReceiveTask task : file.all(ReceiveTask.class)) {
            checkMessage(task, task.getMessage(), file);
        }
    }

    private static void checkFork(ExclusiveGateway gateway, ProcessFile file) {
        List<SequenceFlow> ways = file.leaving(gateway);
        if (ways.size() < 2) {
            return;
        }
        SequenceFlow otherwise = gateway.getDefault();
        if (otherwise == null || !ways.contains(otherwise)) {
            file.findings().add(gateway, "没有默认出口；选一条连线，设为“Default flow”");
        }
        for (SequenceFlow way : ways) {
            boolean isDefault = way.equals(otherwise);
            if (isDefault && way.getConditionExpression() != null) {
                file.findings().add(way, "默认出口不能有条件；请删除条件");
            }
            if (!isDefault && way.getConditionExpression() == null) {
                file.findings()
                        .add(way, "没有条件；填写 ${%s.%s(problemId)} 或决策结果 ${…}".formatted(file.word(), gateway.getId()));
            }
        }
    }

    private static void checkCondition(SequenceFlow flow, String condition, ProcessFile file, Contract contract) {
        FlowNode source = flow.getSource();
        if (!(source instanceof ExclusiveGateway)) {
            file.findings().add(flow, "条件只能写在网关之后的连线上；请加一个网关，或删除条件");
        }
        String variable = StepsCall.variableIn(condition);
        if (variable != null) {
            if (!file.answers().contains(variable)) {
                file.findings().add(flow, "条件读取了变量“%s”，它不是本流程决策的结果，办理人可能改动；改为调用步骤".formatted(variable));
            }
            return;
        }
        if (!StepsCall.isExpression(condition)) {
            file.findings().add(flow, "条件“%s”不是表达式；填写 ${%s.…(problemId)}".formatted(condition, file.word()));
            return;
        }
        try {
            StepsCall call = StepsCall.parse(condition);
            if (contract.steps().problemOf(call) == null && !contract.steps().answersYesOrNo(call)) {
                file.findings().add(flow, "条件 %s 的结果不是“是/否”；请改用返回是否的步骤".formatted(condition));
            }
        } catch (IllegalArgumentException otherForm) {
            return; // ExpressionRules says so
        }
    }

    private static void checkEvent(EventDefinition definition, ProcessFile file) {
        if (definition instanceof TimerEventDefinition timer) {
            checkTimer(timer, file);
        } else if (definition instanceof MessageEventDefinition message) {
            checkMessage(message, message.getMessage(), file);
        } else if (definition instanceof SignalEventDefinition signal && signal.getSignal() == null) {
            file.findings().add(signal, "没有选定信号；在属性面板选择或新建信号");
        }
    }

    private static void checkTimer(TimerEventDefinition timer, ProcessFile file) {
        List<ModelElementInstance> times = new ArrayList<>();
        addIfPresent(timer.getTimeDate(), times);
        addIfPresent(timer.getTimeDuration(), times);
        addIfPresent(timer.getTimeCycle(), times);
        if (times.size() != 1 || times.get(0).getTextContent().isBlank()) {
            file.findings().add(timer, "定时器没有时间；在属性面板选 Date、Duration 或 Cycle 之一并填写");
        }
    }

    private static void addIfPresent(@Nullable ModelElementInstance time, List<ModelElementInstance> times) {
        if (time != null) {
            times.add(time);
        }
    }

    private static void checkMessage(ModelElementInstance waiting, @Nullable Message message, ProcessFile file) {
        if (message == null || message.getName() == null || message.getName().isBlank()) {
            file.findings().add(waiting, "没有选定消息；在属性面板选择或新建消息，并给消息起名");
        }
    }
}

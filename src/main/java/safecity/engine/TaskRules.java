package safecity.engine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.jspecify.annotations.Nullable;

/** What each kind of activity must say: who, until when, with which form, which step; which decision; which process with which ids. */
final class TaskRules {

    private TaskRules() {}

    static void check(ProcessFile file, Contract contract) {
        file.userTasks().forEach(task -> checkUserTask(task, file, contract));
        file.all(ServiceTask.class).forEach(task -> checkServiceTask(task, file));
        file.all(BusinessRuleTask.class).forEach(task -> checkDecision(task, file, contract));
        file.all(CallActivity.class).forEach(call -> checkCall(call, file, contract));
    }

    private static void checkUserTask(UserTask task, ProcessFile file, Contract contract) {
        Findings findings = file.findings();
        if (isBlank(task.getCamundaCandidateGroups())) {
            findings.add(
                    task, "没有承办单位；在“Candidate groups”填写，例如 ${%s.responsibleUnit(problemId)}".formatted(file.word()));
        }
        checkDueDate(task, file, contract);
        FormFile form = formOf(task, findings, contract);
        checkCompletion(task, form, file);
    }

    /** A due date of any other shape would stay where it is when the calendar or the item's deadline moves. */
    private static void checkDueDate(UserTask task, ProcessFile file, Contract contract) {
        String due = task.getCamundaDueDate();
        if (isBlank(due)) {
            file.findings().add(task, "没有办理期限；在“Due date”填写，例如 ${%s.dueIn(5)}".formatted(file.word()));
            return;
        }
        try {
            StepsCall call = StepsCall.parse(due);
            if (contract.steps().problemOf(call) != null || contract.steps().countsDueDates(call)) {
                return; // what cannot be called is said by ExpressionRules
            }
        } catch (IllegalArgumentException otherForm) {
            if (StepsCall.isExpression(due)) {
                return; // ExpressionRules says so
            }
        }
        file.findings()
                .add(
                        task,
                        "办理期限 %s 不能随工作日历和整改时限调整；在“Due date”填写返回办理期限的步骤，例如 ${%s.dueIn(5)}".formatted(due, file.word()));
    }

    private static @Nullable FormFile formOf(UserTask task, Findings findings, Contract contract) {
        String ref = task.getCamundaFormRef();
        if (isBlank(ref)) {
            findings.add(task, "没有表单；类型选“Camunda Forms”，填写 forms 文件夹里的表单 id");
            return null;
        }
        if (!"deployment".equals(task.getCamundaFormRefBinding())) {
            findings.add(task, "表单的绑定方式不是 deployment；在“Binding”选 deployment，让办理中的任务保持原来的表单");
        }
        FormFile form = contract.forms().get(ref);
        if (form == null) {
            findings.add(task, "找不到表单 forms/%s.form；请新建该表单，或改正表单 id".formatted(ref));
        }
        return form;
    }

    private static void checkCompletion(UserTask task, @Nullable FormFile form, ProcessFile file) {
        List<String> completions = file.all(CamundaTaskListener.class).stream()
                .filter(listener -> task.equals(listener.getParentElement().getParentElement()))
                .filter(listener -> "complete".equals(listener.getCamundaEvent()))
                .map(CamundaTaskListener::getCamundaExpression)
                .filter(expression -> expression != null)
                .toList();
        if (completions.isEmpty()) {
            file.findings()
                    .add(
                            task,
                            "办结时没有调用步骤；添加 complete 任务监听器，表达式如 ${%s.%s(problemId, task.assignee)}"
                                    .formatted(file.word(), task.getId()));
            return;
        }
        Set<String> used = new TreeSet<>();
        for (String completion : completions) {
            try {
                used.addAll(StepsCall.parse(completion).names());
            } catch (IllegalArgumentException otherForm) {
                return; // ExpressionRules says so
            }
        }
        if (form != null) {
            checkFields(task, form, used, file);
        }
    }

    private static void checkFields(UserTask task, FormFile form, Set<String> used, ProcessFile file) {
        Set<String> inputs = ProcessFile.inputsOf(task);
        for (String name : used) {
            if (!form.fields().contains(name) && !inputs.contains(name) && !Variables.IDS.contains(name)) {
                file.findings()
                        .add(task, "complete 监听器用到的“%s”既不是表单 %s 的字段，也不是输入参数；请在表单里加上，或改正名字".formatted(name, form.id()));
            }
        }
        for (String field : form.fields()) {
            if (!used.contains(field)) {
                file.findings().add(task, "表单 %s 的字段“%s”没有交给步骤；请写进 complete 监听器的参数，或从表单删除".formatted(form.id(), field));
            }
        }
    }

    private static void checkServiceTask(ServiceTask task, ProcessFile file) {
        String expression = task.getCamundaExpression();
        if (isBlank(expression)) {
            file.findings()
                    .add(task, "没有调用步骤；实现方式选“Expression”，填写 ${%s.%s(problemId)}".formatted(file.word(), task.getId()));
            return;
        }
        try {
            String method = StepsCall.parse(expression).method();
            if (!method.equals(task.getId())) {
                file.findings().add(task, "调用的步骤“%s”与元素 id 不同名；两者改成一致".formatted(method));
            }
        } catch (IllegalArgumentException otherForm) {
            return; // ExpressionRules says so
        }
    }

    private static void checkDecision(BusinessRuleTask task, ProcessFile file, Contract contract) {
        Findings findings = file.findings();
        DecisionFile decision = contract.decisions().get(String.valueOf(task.getCamundaDecisionRef()));
        if (decision == null) {
            findings.add(
                    task,
                    "找不到决策表 processes/%s.dmn；请新建，或改正“Decision reference”".formatted(task.getCamundaDecisionRef()));
        } else {
            Set<String> given = ProcessFile.inputsOf(task);
            decision.inputs().stream()
                    .filter(input -> !given.contains(input) && !Variables.IDS.contains(input))
                    .forEach(
                            input -> findings.add(task, "决策表 %s 需要“%s”，但没有这个输入参数；请添加".formatted(decision.id(), input)));
        }
        String binding = task.getCamundaDecisionRefBinding();
        if (binding != null && !Set.of("latest", "deployment").contains(binding)) {
            findings.add(task, "决策表的绑定方式是 %s；改为 latest".formatted(binding));
        }
        if (!Set.of("singleEntry", "singleResult").contains(String.valueOf(task.getCamundaMapDecisionResult()))) {
            findings.add(task, "决策结果的取法不对；“Map decision result”选 singleEntry 或 singleResult");
        }
        String answer = task.getCamundaResultVariable();
        if (answer == null || Variables.IDS.contains(answer)) {
            findings.add(task, "没有结果变量，或用了编号变量的名字；在“Result variable”填写答案的名字");
        } else if (contract.forms().values().stream()
                .anyMatch(form -> form.fields().contains(answer))) {
            findings.add(task, "结果变量“%s”与表单字段同名，办理人可以改动它；请换一个名字".formatted(answer));
        }
    }

    private static void checkCall(CallActivity call, ProcessFile file, Contract contract) {
        if (!contract.processes().contains(String.valueOf(call.getCalledElement()))) {
            file.findings()
                    .add(call, "找不到被调用的流程 processes/%s.bpmn；请改正“Called element”".formatted(call.getCalledElement()));
        }
        List<CamundaIn> handedOver = insOf(call, file);
        if (handedOver.stream()
                .noneMatch(in -> ExpressionRules.BUSINESS_KEYS.contains(String.valueOf(in.getCamundaBusinessKey())))) {
            file.findings().add(call, "没有传递业务编号；勾选“Business key”，填写 #{execution.processBusinessKey}");
        }
        if (handedOver.stream().noneMatch(in -> in.getCamundaSource() != null)) {
            file.findings().add(call, "没有传递编号变量；添加 source 和 target 都是 problemId 的输入映射");
        }
        for (CamundaIn in : handedOver) {
            String source = in.getCamundaSource();
            if (in.getCamundaVariables() != null) {
                file.findings().add(call, "传递了全部变量；改为只传需要的编号，例如 problemId");
            }
            if (source != null && (!Variables.IDS.contains(source) || !source.equals(in.getCamundaTarget()))) {
                file.findings().add(call, "传递了“%s”；只能传编号（例如 problemId），两边名字相同".formatted(source));
            }
        }
    }

    private static List<CamundaIn> insOf(BaseElement owner, ProcessFile file) {
        return file.all(CamundaIn.class).stream()
                .filter(in -> owner.equals(in.getParentElement().getParentElement()))
                .toList();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}

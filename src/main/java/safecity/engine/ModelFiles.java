package safecity.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/** All rules of the contract over all files, without a running application. */
final class ModelFiles {

    private static final String BPMN = ".bpmn";
    private static final String DMN = ".dmn";
    private static final String FORM = ".form";

    private ModelFiles() {}

    /** Returns what is wrong, in Chinese; empty if nothing is. */
    static List<String> check(Models models, StepsClasses steps) {
        List<String> messages = new ArrayList<>();
        Map<String, FormFile> forms = readForms(models, messages);
        Map<String, DecisionFile> decisions = readDecisions(models, messages);
        Map<String, ProcessFile> processes = readProcesses(models, messages);
        Contract contract = new Contract(steps, processes.keySet(), decisions, forms);
        Set<String> usedForms = new TreeSet<>();
        for (ProcessFile file : processes.values()) {
            AllowedElements.check(file);
            ProcessRules.check(file, contract);
            TaskRules.check(file, contract);
            FlowRules.check(file, contract);
            ExpressionRules.check(file, contract);
            usedForms.addAll(Models.formRefsOf(file.model()));
        }
        forms.keySet().stream()
                .filter(form -> !usedForms.contains(form))
                .forEach(form -> new Findings("forms/" + form + FORM, messages).add("没有任务使用这个表单；请在任务上引用，或删除文件"));
        return messages;
    }

    /**
     * Checks one file that somebody deploys, apart from the files that belong to it: what it is made of, and whether today's steps answer its expressions.
     *
     * @param name within the deployment, such as {@code processes/rectification.bpmn}
     */
    static void checkAlone(String name, byte[] content, StepsClasses steps, Findings findings) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (file.endsWith(FORM)) {
            FormFile.read(withoutEnding(file, FORM), content, findings);
        } else if (file.endsWith(DMN)) {
            DecisionFile.read(withoutEnding(file, DMN), content, findings);
        } else if (file.endsWith(BPMN)) {
            SchemaCheck.check(content, findings);
            BpmnModelInstance model = readable(content, findings, !findings.isEmpty());
            if (model != null) {
                ProcessFile process = new ProcessFile(withoutEnding(file, BPMN), model, findings);
                AllowedElements.check(process);
                ExpressionRules.checkReach(process, steps);
            }
        } else {
            findings.add("不能部署这种文件；只能部署 .bpmn、.dmn 和 .form");
        }
    }

    /** Why a file could not be read: the innermost reason, which names the place. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static Map<String, FormFile> readForms(Models models, List<String> messages) {
        Map<String, FormFile> forms = new LinkedHashMap<>();
        models.forms().forEach((name, content) -> {
            String id = withoutEnding(name, FORM);
            FormFile form = FormFile.read(id, content, new Findings("forms/" + name, messages));
            if (form != null) {
                forms.put(id, form);
            }
        });
        return forms;
    }

    private static Map<String, DecisionFile> readDecisions(Models models, List<String> messages) {
        Map<String, DecisionFile> decisions = new LinkedHashMap<>();
        models.processes().forEach((name, content) -> {
            if (name.endsWith(DMN)) {
                String id = withoutEnding(name, DMN);
                DecisionFile decision = DecisionFile.read(id, content, new Findings("processes/" + name, messages));
                if (decision != null) {
                    decisions.put(id, decision);
                }
            }
        });
        return decisions;
    }

    private static Map<String, ProcessFile> readProcesses(Models models, List<String> messages) {
        Map<String, ProcessFile> processes = new LinkedHashMap<>();
        models.processes().forEach((name, content) -> {
            if (name.endsWith(BPMN)) {
                Findings findings = new Findings("processes/" + name, messages);
                int before = messages.size();
                SchemaCheck.check(content, findings);
                BpmnModelInstance model = readable(content, findings, messages.size() > before);
                if (model != null) {
                    String word = withoutEnding(name, BPMN);
                    processes.put(word, new ProcessFile(word, model, findings));
                }
            }
        });
        return processes;
    }

    private static @Nullable BpmnModelInstance readable(byte[] content, Findings findings, boolean alreadySaid) {
        try {
            return Models.parse(content);
        } catch (ModelException malformed) {
            if (!alreadySaid) {
                findings.add("不是有效的 BPMN（%s）；请用 Camunda Modeler 重新保存".formatted(reason(malformed)));
            }
            return null;
        }
    }

    private static String withoutEnding(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }
}

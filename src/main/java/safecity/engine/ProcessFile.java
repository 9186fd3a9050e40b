package safecity.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * One process as a file, read.
 *
 * @param word     the file's name without its ending, which is the word of its process
 * @param model    its content
 * @param findings of this file
 */
record ProcessFile(String word, BpmnModelInstance model, Findings findings) {

    /** Returns all elements of a type, in sub processes too. */
    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    /** Returns the root of the file, for rules that look at every element and attribute whatever they are. */
    Element root() {
        return ((Document) model.getDocument().getDomSource().getNode()).getDocumentElement();
    }

    Collection<Process> processes() {
        return all(Process.class);
    }

    Collection<UserTask> userTasks() {
        return all(UserTask.class);
    }

    /** Returns the flows that leave a node, as the engine finds them: by their sources, whatever the node itself lists. */
    List<SequenceFlow> leaving(FlowNode node) {
        return all(SequenceFlow.class).stream()
                .filter(flow -> node.equals(flow.getSource()))
                .toList();
    }

    /** Answers of decisions: the only variables that a condition may read. */
    Set<String> answers() {
        return all(BusinessRuleTask.class).stream()
                .map(BusinessRuleTask::getCamundaResultVariable)
                .filter(name -> name != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What service tasks leave for a later step. */
    Set<String> results() {
        return all(ServiceTask.class).stream()
                .map(ServiceTask::getCamundaResultVariable)
                .filter(name -> name != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of an element's input parameters. */
    static Set<String> inputsOf(ModelElementInstance element) {
        return element.getModelInstance().getModelElementsByType(CamundaInputParameter.class).stream()
                .filter(input -> isWithin(input, element))
                .map(CamundaInputParameter::getCamundaName)
                .filter(name -> name != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWithin(ModelElementInstance inner, ModelElementInstance outer) {
        ModelElementInstance element = inner;
        while (element != null && !element.equals(outer)) {
            element = element.getParentElement();
        }
        return element != null;
    }
}

package safecity.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What holds for every user task of every model: its name says which case it is about; only its assignee completes it (guard G4); every change of
 * it is told as {@link TaskChanged}, and when it is opened how its due date was counted as {@link DueCounted}; the fields of its form are gone once the step has taken them over.
 */
final class UserTaskRules extends AbstractBpmnParseListener {

    private final ApplicationEventPublisher events;
    private final CaseLabels labels;
    private final FormFields formFields;

    UserTaskRules(ApplicationEventPublisher events, CaseLabels labels, FormFields formFields) {
        this.events = events;
        this.labels = labels;
        this.formFields = formFields;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, this::created);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, task -> tell(task, true));
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_UPDATE, task -> tell(task, true));
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::requireAssignee);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::fillEmptyFields);
        definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, task -> tell(task, false));
    }

    private void created(DelegateTask task) {
        String label = labels.ofBusinessKey().apply(task.getExecution().getProcessBusinessKey());
        task.setName(task.getName() + " " + label);
        tell(task, true);
        if (task.getDueDate() instanceof DueDate due) {
            events.publishEvent(new DueCounted(task.getId(), due.basis()));
        }
    }

    private void requireAssignee(DelegateTask task) {
        Authentication caller =
                task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        boolean engineItself = caller == null || caller.getUserId() == null;
        if (!engineItself && !caller.getUserId().equals(task.getAssignee())) {
            throw new Refused(
                    task.getAssignee() == null ? "请先认领该任务，再办理" : "该任务由“%s”认领，只有认领人可以办理".formatted(task.getAssignee()));
        }
        if (!engineItself) {
            events.publishEvent(new TaskCompleting(task.getId(), caller.getUserId()));
        }
    }

    /** A form does not send the fields that it hides; a step still takes them as arguments. */
    private void fillEmptyFields(DelegateTask task) {
        for (String field : formFields
                .of(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
                .keySet()) {
            if (!task.hasVariable(field)) {
                task.setVariableLocal(field, null);
            }
        }
    }

    private void completed(DelegateTask task) {
        Set<String> fields = formFields
                .of(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
                .keySet();
        task.getExecution().removeVariables(fields);
        tell(task, false);
    }

    private void tell(DelegateTask task, boolean open) {
        Date due = task.getDueDate();
        String unit = task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .map(IdentityLink::getGroupId)
                .findFirst()
                .orElse(null);
        events.publishEvent(new TaskChanged(
                task.getId(),
                task.getExecution().getProcessBusinessKey(),
                task.getProcessDefinitionId().split(":", 2)[0],
                task.getTaskDefinitionKey(),
                task.getName(),
                unit,
                task.getAssignee(),
                due == null ? null : Instant.ofEpochMilli(due.getTime()),
                open));
    }
}

package safecity.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;

/** What the guard of the web API asks about an open task, before the engine knows who is asking. */
final class TaskLookup {

    private final TaskService tasks;
    private final IdentityService identity;
    private final FormFields formFields;

    TaskLookup(TaskService tasks, IdentityService identity, FormFields formFields) {
        this.tasks = tasks;
        this.identity = identity;
        this.formFields = formFields;
    }

    /** Whether the task is open, and the engine lets the person see it. */
    boolean isSeenBy(String login, String task) {
        List<String> groups = identity.createGroupQuery().groupMember(login).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(login, groups);
        try {
            return tasks.createTaskQuery().taskId(task).count() > 0;
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Whether the person holds the task or belongs to its unit. */
    boolean isHandledBy(String login, String task) {
        return tasks.createTaskQuery().taskId(task).taskAssignee(login).count() > 0
                || tasks.createTaskQuery()
                                .taskId(task)
                                .taskCandidateUser(login)
                                .includeAssignedTasks()
                                .count()
                        > 0;
    }

    /** Returns the fields of the task's form, with the most characters that each takes; none for a task that is not open. */
    Map<String, Integer> fieldsOf(String task) {
        Task open = tasks.createTaskQuery().taskId(task).singleResult();
        return open == null || open.getProcessDefinitionId() == null
                ? Map.of()
                : formFields.of(open.getProcessDefinitionId(), open.getTaskDefinitionKey());
    }
}

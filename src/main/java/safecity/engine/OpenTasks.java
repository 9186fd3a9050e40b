package safecity.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Claims and completes tasks for a person, under that person's rights, as Tasklist does. */
@Component
public class OpenTasks {

    private final TaskService tasks;
    private final FormService forms;
    private final IdentityService identity;

    OpenTasks(TaskService tasks, FormService forms, IdentityService identity) {
        this.tasks = tasks;
        this.forms = forms;
        this.identity = identity;
    }

    /** Makes the person the task's assignee; refused by the engine if somebody else holds it already. */
    public void claim(String taskId, String login, Collection<String> groups) {
        as(login, groups, () -> tasks.claim(taskId, login));
    }

    /**
     * Gives a claimed task back to its unit.
     *
     * @throws Refused if the person does not hold it
     */
    @Transactional
    public void putBack(String taskId, String login) {
        Task task = tasks.createTaskQuery().taskId(taskId).taskAssignee(login).singleResult();
        if (task == null) {
            throw new Refused("该任务不是由您认领的，或已经办结，无需放回");
        }
        tasks.setAssignee(taskId, null);
    }

    /**
     * Completes a task with the fields of its form.
     *
     * @throws RuntimeException with a step's Chinese message if it refuses; the task stays open
     */
    public void complete(String taskId, String login, Collection<String> groups, Map<String, Object> fields) {
        as(login, groups, () -> forms.submitTaskForm(taskId, fields));
    }

    private void as(String login, Collection<String> groups, Runnable work) {
        List<String> groupIds = new ArrayList<>(groups);
        identity.setAuthentication(login, groupIds);
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
        }
    }
}

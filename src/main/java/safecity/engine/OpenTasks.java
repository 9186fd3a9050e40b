package safecity.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Claims and completes tasks for a person, under that person's rights, as Tasklist does; knows how their due dates were counted. */
@Component
public class OpenTasks {

    /** A due date that the model counts in working days from the day on which the task is opened, such as {@code ${problem.dueIn(5)}}. */
    private static final Pattern DUE_IN = Pattern.compile("[$#]\\{\\s*\\w+\\.dueIn\\(\\s*(\\d{1,4})\\s*\\)\\s*}");

    private final TaskService tasks;
    private final FormService forms;
    private final IdentityService identity;
    private final RepositoryService repository;

    OpenTasks(TaskService tasks, FormService forms, IdentityService identity, RepositoryService repository) {
        this.tasks = tasks;
        this.forms = forms;
        this.identity = identity;
        this.repository = repository;
    }

    /** Returns the id of the open task of an element in one process instance; empty if the instance does not wait there. */
    public Optional<String> waitingAt(String instance, String element) {
        return Optional.ofNullable(tasks.createTaskQuery()
                        .processInstanceId(instance)
                        .taskDefinitionKey(element)
                        .singleResult())
                .map(Task::getId);
    }

    /** Returns the ids of the open tasks of one process instance. */
    public List<String> of(String instance) {
        return tasks.createTaskQuery().processInstanceId(instance).unlimitedList().stream()
                .map(Task::getId)
                .toList();
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

    /** Gives all tasks that a person holds back to their units; returns how many. */
    @Transactional
    public int putBackAll(String login) {
        List<Task> held = tasks.createTaskQuery().taskAssignee(login).unlimitedList();
        held.forEach(task -> reassign(task, null));
        return held.size();
    }

    /**
     * Passes a task from the person who holds it to another.
     *
     * @throws Refused if the first does not hold it
     */
    @Transactional
    public void handOver(String taskId, String from, String to) {
        Task task = tasks.createTaskQuery().taskId(taskId).taskAssignee(from).singleResult();
        if (task == null) {
            throw new Refused("该任务已办结，或不再由原来的人办理，请刷新页面");
        }
        reassign(task, to);
    }

    /**
     * Gives the task of one round of a multi-instance element to another person of another unit, whoever holds it now, and names the person in the round.
     *
     * @param variable in which the round keeps whose it is
     * @throws Refused if no such task is open
     */
    @Transactional
    public void giveTo(String businessKey, String element, String variable, String from, String to, String unit) {
        Task task =
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(businessKey)
                        .taskDefinitionKey(element)
                        .list()
                        .stream()
                        .filter(each -> from.equals(tasks.getVariable(each.getId(), variable)))
                        .findFirst()
                        .orElseThrow(() -> new Refused("该成员的任务已经办结，请刷新页面"));
        tasks.setVariable(task.getId(), variable, to);
        tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .forEach(link -> tasks.deleteCandidateGroup(task.getId(), link.getGroupId()));
        tasks.addCandidateGroup(task.getId(), unit);
        reassign(task, to);
    }

    private void reassign(Task task, @Nullable String assignee) {
        try {
            tasks.setAssignee(task.getId(), assignee);
        } catch (OptimisticLockingException worked) {
            throw new Refused("任务“%s”刚刚有人办理，没有做任何改动，请再试一次".formatted(task.getName()));
        }
    }

    /**
     * Completes a task with the fields of its form.
     *
     * @throws RuntimeException with a step's Chinese message if it refuses; the task stays open
     */
    public void complete(String taskId, String login, Collection<String> groups, Map<String, Object> fields) {
        as(login, groups, () -> forms.submitTaskForm(taskId, fields));
    }

    /**
     * Returns the working days that the model gives each open task, by the task's id, as the version says that the task runs on; for tasks that were
     * opened before it was kept how their due dates came about ({@link DueCounted}). A task whose due date is not counted so is not among them.
     */
    public Map<String, Integer> workingDaysByTask() {
        Map<String, Optional<Integer>> byElement = new HashMap<>();
        Map<String, Integer> byTask = new HashMap<>();
        for (Task task : tasks.createTaskQuery().unlimitedList()) {
            byElement
                    .computeIfAbsent(
                            task.getProcessDefinitionId() + " " + task.getTaskDefinitionKey(),
                            each -> workingDaysOf(task.getProcessDefinitionId(), task.getTaskDefinitionKey()))
                    .ifPresent(days -> byTask.put(task.getId(), days));
        }
        return byTask;
    }

    private Optional<Integer> workingDaysOf(String definition, String element) {
        UserTask task = repository.getBpmnModelInstance(definition).getModelElementById(element);
        Matcher counted = DUE_IN.matcher(task.getCamundaDueDate() == null ? "" : task.getCamundaDueDate());
        return counted.matches() && Integer.parseInt(counted.group(1)) > 0
                ? Optional.of(Integer.parseInt(counted.group(1)))
                : Optional.empty();
    }

    /**
     * Moves the due date of an open task.
     *
     * @throws Refused if the task is no longer open, or no longer due at {@code before}
     */
    public void moveDue(String taskId, Date before, Date after) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null || task.getDueDate() == null || task.getDueDate().getTime() != before.getTime()) {
            throw new Refused("一项任务刚刚办结或改期，没有调整任何期限。请重新预览");
        }
        try {
            tasks.setDueDate(taskId, after);
        } catch (OptimisticLockingException worked) {
            throw new Refused("任务“%s”刚刚有人办理，没有调整任何期限。请重新预览".formatted(task.getName()));
        }
    }

    /**
     * Takes the due date from an open task, or gives it another; does nothing if the task is no longer open.
     *
     * @param due null for a task that is not due at all
     */
    public void setDue(String taskId, @Nullable Date due) {
        if (tasks.createTaskQuery().taskId(taskId).count() == 1) {
            tasks.setDueDate(taskId, due);
        }
    }

    /** Takes the due date from a task that is just being opened. */
    public void withholdDue(String taskId) {
        tasks.setDueDate(taskId, (Date) null);
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

package safecity.engine;

import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts processes and tells them what happened. Runs in the caller's transaction. */
@Component
public class Processes {

    private final RuntimeService runtime;
    private final ManagementService management;

    Processes(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    /**
     * Starts the newest version of a process.
     *
     * @param process     process id, which is its word
     * @param businessKey the case's number
     * @param variables   ids only
     */
    public void start(String process, String businessKey, Map<String, Object> variables) {
        runtime.startProcessInstanceByKey(process, businessKey, variables);
    }

    /** Tells a message to every instance of the case that waits for it; does nothing if none waits. */
    public void tell(String message, String businessKey) {
        runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAll();
    }

    /**
     * Tells a message that a case must be waiting for.
     *
     * @throws Refused if nothing of the case waits for it, or if somebody works on the case at this moment
     */
    public void deliver(String message, String businessKey) {
        try {
            if (runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(businessKey)
                    .correlateAllWithResult()
                    .isEmpty()) {
                throw new Refused("%s 当前环节不接受这项操作，请刷新后重试".formatted(businessKey));
            }
        } catch (OptimisticLockingException worked) {
            throw new Refused("%s 刚刚有人办理，没有改动，请刷新后重试".formatted(businessKey));
        }
    }

    /** Whether an instance of the case waits for a message. */
    public boolean awaits(String message, String businessKey) {
        return runtime.createExecutionQuery()
                        .messageEventSubscriptionName(message)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    /** Tells a message to one instance; does nothing if it does not wait for it. */
    public void tellInstance(String message, String instance) {
        runtime.createMessageCorrelation(message).processInstanceId(instance).correlateAll();
    }

    /** Tells a message to the case's instances of one process alone; does nothing if none waits for it. */
    public void tell(String message, String businessKey, String process) {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .unlimitedList()
                .forEach(instance -> tellInstance(message, instance.getId()));
    }

    /** Whether an instance of the process runs for the case. */
    public boolean runs(String process, String businessKey) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    /**
     * Moves the timers of an event in a case's running process to the moment that its model now gives; does nothing if none waits there.
     *
     * @param element id of the timer event
     * @throws Refused if a timer fires at this moment
     */
    public void moveTimers(String process, String businessKey, String element) {
        runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .unlimitedList()
                .stream()
                .flatMap(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .activityId(element)
                        .timers()
                        .unlimitedList()
                        .stream())
                .forEach(timer -> recalculate(timer.getId(), businessKey));
    }

    private void recalculate(String timer, String businessKey) {
        try {
            management.recalculateJobDuedate(timer, false);
        } catch (OptimisticLockingException firing) {
            throw new Refused("%s 的提醒正在发出，没有调整任何时限。请稍后重新预览".formatted(businessKey));
        }
    }
}

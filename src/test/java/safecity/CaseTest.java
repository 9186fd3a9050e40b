package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.Refused;
import safecity.item.Item;

/** Walks through processes: it is Monday, 2020-06-01, 10:00, until a test says otherwise. */
public abstract class CaseTest extends ApplicationTest {

    protected static final LocalDate TODAY = LocalDate.of(2020, 6, 1);

    @Autowired
    protected Cases cases;

    @Autowired
    protected ProcessEngine engine;

    @BeforeEach
    void beginToday() {
        BpmnAwareTests.init(engine);
        tenOClockOn(TODAY);
    }

    protected static void tenOClockOn(LocalDate day) {
        itIs(day, LocalTime.of(10, 0));
    }

    /** Returns the case's running instance of a process. */
    protected ProcessInstance process(Item item, String word) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .processDefinitionKey(word)
                .singleResult();
    }

    /** Returns the ids of the case's running instances, whatever their process. */
    protected List<String> running(Item item) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    /** Returns the names of all variables that the engine holds of a case. */
    protected Set<String> variables(Item item) {
        Set<String> names = new TreeSet<>();
        engine
                .getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(running(item).toArray(String[]::new))
                .list()
                .stream()
                .map(VariableInstance::getName)
                .forEach(names::add);
        return names;
    }

    /** Returns what the form of an open task shows. */
    protected Map<String, Object> form(Item item, String element) {
        return engine.getFormService()
                .getTaskFormVariables(cases.step(item, element).taskId());
    }

    /** Returns the priority of an open task. */
    protected int priority(Item item, String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(cases.step(item, element).taskId())
                .singleResult()
                .getPriority();
    }

    /** Returns the case's jobs. */
    protected List<Job> jobs(Item item) {
        return running(item).stream()
                .flatMap(instance ->
                        engine.getManagementService().createJobQuery().processInstanceId(instance).list().stream())
                .toList();
    }

    /** Runs the case's jobs that are due by the clock. */
    protected void runJobs(Item item) {
        for (String instance : running(item)) {
            engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(instance)
                    .executable()
                    .list()
                    .forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    /** Asserts that a step refuses with a message that contains the words, and that the case stands where it stood. */
    protected void assertRefused(Item item, String words, ThrowingCallable work) {
        Item before = cases.now(item);
        List<String> at = cases.at(item);

        assertThatThrownBy(work).isInstanceOf(Refused.class).hasMessageContaining(words);

        assertThat(cases.at(item)).isEqualTo(at);
        assertThat(cases.now(item)).isEqualTo(before);
    }
}

package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

/** Which work a node takes first when there is much of it. */
class JobOrderTest extends EscalationCase {

    @Test
    void a_list_that_the_office_waits_for_goes_before_the_reminders_that_are_due() {
        itIs(DISPATCHED, LocalTime.NOON);
        for (int count = 0; count < 40; count++) {
            watched.watch(DEADLINE);
        }
        itIs(DEADLINE, HALF_PAST_EIGHT);
        ProcessInstance list = engine.getRuntimeService()
                .startProcessInstanceByKey("problemlist", "QD-" + UUID.randomUUID(), Map.of("listId", -1L));
        String job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(list.getId())
                .singleResult()
                .getId();

        List<String> taken = transaction.execute(status -> {
            status.setRollbackOnly();
            return acquire();
        });

        assertThat(taken).hasSize(20).contains(job);
        engine.getRuntimeService().deleteProcessInstance(list.getId(), "tested");
    }

    private List<String> acquire() {
        DefaultJobExecutor node = new DefaultJobExecutor();
        node.setMaxJobsPerAcquisition(20);
        node.registerProcessEngine((ProcessEngineImpl) engine);
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(new AcquireJobsCmd(node)).getJobIdBatches().stream()
                        .flatMap(List::stream)
                        .toList();
    }
}

package safecity.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** An engine in memory with the guards that the product's engine has, for tests that attack it. */
final class GuardedEngine implements AutoCloseable {

    final ProcessEngine engine;
    final FormFields formFields;

    GuardedEngine(Map<String, Object> steps) {
        this(steps, null);
    }

    /** With guard G9: models call the steps of these classes, or are not deployed. */
    static GuardedEngine admitting(StepsClasses classes) {
        return new GuardedEngine(Map.of(), classes);
    }

    private GuardedEngine(Map<String, Object> steps, StepsClasses admitted) {
        Function<String, String> labels = key -> "WT-2020-00001 测试";
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("guarded-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP);
        configuration.setHistoryTimeToLive("P1D");
        configuration.setJobExecutorActivate(false);
        configuration.setAuthorizationEnabled(true);
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setEnableExpressionsInStoredQueries(true);
        configuration.setMetricsEnabled(false);
        formFields = new FormFields(() -> this.engine().getRepositoryService());
        EngineGuards.apply(
                configuration, steps::get, new UserTaskRules(event -> {}, new CaseLabels(labels), formFields));
        if (admitted != null) {
            EngineGuards.admit(configuration, admitted);
        }
        configuration.setEnableCmdExceptionLogging(false);
        engine = configuration.buildProcessEngine();
    }

    private ProcessEngine engine() {
        return engine;
    }

    /** Deploys a process with one user task for group {@code unit} and returns its task for a new case. */
    Task openTask(String word, String form) {
        BpmnModelInstance model = Bpmn.createExecutableProcess(word)
                .startEvent()
                .userTask("submitPlan")
                .name("报送方案")
                .camundaCandidateGroups("unit")
                .camundaFormRef(word + "-submitPlan")
                .camundaFormRefBinding("deployment")
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(word + ".bpmn", model)
                .addString(Models.formResource(word + "-submitPlan"), form)
                .deploy();
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey(word, "WT-2020-00001", Map.of(Variables.PROBLEM_ID, 1L))
                .getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    /** Deploys a model as it is. */
    void deploy(BpmnModelInstance model) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("model.bpmn", model)
                .deploy();
    }

    /** Lets a person use a filter. */
    void maySee(String login, Filter filter) {
        Authorization grant = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(login);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(filter.getId());
        grant.addPermission(Permissions.READ);
        engine.getAuthorizationService().saveAuthorization(grant);
    }

    /** Does something as a person, under that person's rights. */
    void as(String login, Runnable work) {
        engine.getIdentityService().setAuthentication(login, List.of("unit"));
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}

package safecity.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * Checks models, decisions, forms and steps against each other: the files in the build and before they are deployed, and at the start every version
 * that cases still run on. Findings are Chinese, for the designer: file, element, what is wrong and how to mend it.
 */
@Component
public class ModelContract {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final StepsClasses steps;

    ModelContract(RepositoryService repository, RuntimeService runtime, StepsClasses steps) {
        this.repository = repository;
        this.runtime = runtime;
        this.steps = steps;
    }

    /**
     * Checks the files.
     *
     * @throws InvalidModels if anything is wrong with any of them
     */
    void require(Models models) {
        refuse(check(models));
    }

    /** Returns what is wrong with the files; empty if nothing is. */
    List<String> check(Models models) {
        return ModelFiles.check(models, steps);
    }

    /**
     * Checks that today's steps still answer every expression of every version that cases run on: a step that such a version calls must keep its
     * name and arguments until the last of its cases has ended. To be called at the start, after the deployment.
     *
     * @throws InvalidModels if a running version calls a step that is gone or takes other arguments
     */
    void checkRunning() {
        List<String> findings = new ArrayList<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().unlimitedList()) {
            long running = runtime.createProcessInstanceQuery()
                    .processDefinitionId(definition.getId())
                    .count();
            if (running > 0) {
                String file =
                        "%s（第 %d 版，%d 件在办）".formatted(definition.getResourceName(), definition.getVersion(), running);
                ProcessFile version = new ProcessFile(
                        definition.getKey(), Models.parse(xml(definition)), new Findings(file, findings));
                ExpressionRules.checkResolvable(version, steps);
            }
        }
        refuse(findings);
    }

    private byte[] xml(ProcessDefinition definition) {
        try (InputStream bpmn = repository.getProcessModel(definition.getId())) {
            return bpmn.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void refuse(List<String> findings) {
        if (!findings.isEmpty()) {
            throw new InvalidModels(findings);
        }
    }
}

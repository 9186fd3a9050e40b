package safecity.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Looks at every file of every new deployment inside of the engine, whichever way it came (guard G9): models, forms and decisions of listed elements, whose
 * expressions call steps and nothing else, and no file of another kind. {@link ModelContract} asks more of our own files; what is deployed already
 * was looked at when it was.
 */
final class ModelAdmission implements Deployer {

    private final StepsClasses steps;

    ModelAdmission(StepsClasses steps) {
        this.steps = steps;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        List<String> findings = new ArrayList<>();
        deployment
                .getResources()
                .forEach((name, resource) ->
                        ModelFiles.checkAlone(name, resource.getBytes(), steps, new Findings(name, findings)));
        if (!findings.isEmpty()) {
            throw new InvalidModels(findings);
        }
    }
}

package safecity.engine;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the models: one deployment per BPMN with every form it names, one per DMN. An unchanged file makes no new version; a changed model, or a
 * changed form of it, gives exactly that process a new version, and running cases keep the model and forms that they started with.
 */
@Component
public class Deployments {

    private static final Logger log = LoggerFactory.getLogger(Deployments.class);

    private final RepositoryService repository;
    private final ModelContract contract;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Deployments(
            RepositoryService repository,
            ModelContract contract,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.contract = contract;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Deploys what changed among {@code processes/} and {@code forms/}.
     *
     * @return the names of the files that made a new version
     * @throws InvalidModels if any file breaks the contract; then nothing is deployed
     */
    public List<String> deployChanged() {
        Models models = Models.read();
        contract.require(models);
        List<String> deployed = new ArrayList<>();
        models.processes().forEach((name, content) -> {
            Map<String, byte[]> resources = resourcesOf(name, content, models);
            if (Boolean.TRUE.equals(transaction.execute(status -> deploy(name, resources)))) {
                deployed.add(name);
            }
        });
        log.info(
                "Deployed {} of {} models: {}",
                deployed.size(),
                models.processes().size(),
                deployed);
        return deployed;
    }

    private static Map<String, byte[]> resourcesOf(String name, byte[] content, Models models) {
        Map<String, byte[]> resources = new LinkedHashMap<>();
        resources.put("processes/" + name, content);
        if (name.endsWith(".bpmn")) {
            for (String form : Models.formRefsOf(Models.parse(content))) {
                byte[] formContent = models.forms().get(form + ".form");
                if (formContent == null) {
                    throw new IllegalStateException("Form %s of %s is missing".formatted(form, name));
                }
                resources.put(Models.formResource(form), formContent);
            }
        }
        return resources;
    }

    private boolean deploy(String name, Map<String, byte[]> resources) {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name("processes/" + name)
                .source("safecity")
                .enableDuplicateFiltering(false);
        resources.forEach(
                (resource, content) -> deployment.addInputStream(resource, new ByteArrayInputStream(content)));
        DeploymentWithDefinitions result = deployment.deployWithResult();
        List<ResourceDefinition> made = new ArrayList<>();
        Optional.ofNullable(result.getDeployedProcessDefinitions()).ifPresent(made::addAll);
        Optional.ofNullable(result.getDeployedDecisionDefinitions()).ifPresent(made::addAll);
        made.stream()
                .mapToInt(ResourceDefinition::getVersion)
                .max()
                .ifPresent(version ->
                        events.publishEvent(new ModelDeployed("processes/" + name, version, sha256(resources))));
        return !made.isEmpty();
    }

    private static String sha256(Map<String, byte[]> resources) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        resources.values().forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }
}

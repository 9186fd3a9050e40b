package safecity.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Which fields the form of a user task has, read from the deployment that the running instance was started from. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<RepositoryService> repository;
    private final Map<String, Set<String>> byTask = new ConcurrentHashMap<>();

    FormFields(Supplier<RepositoryService> repository) {
        this.repository = repository;
    }

    /** Returns the keys of the form's fields; empty if the task has no form of ours. A definition never changes, so the answer is kept. */
    Set<String> of(String processDefinitionId, String element) {
        return byTask.computeIfAbsent(processDefinitionId + "/" + element, key -> read(processDefinitionId, element));
    }

    private Set<String> read(String processDefinitionId, String element) {
        UserTask task =
                repository.get().getBpmnModelInstance(processDefinitionId).getModelElementById(element);
        String form = task.getCamundaFormRef();
        if (form == null) {
            return Set.of();
        }
        String deployment =
                repository.get().getProcessDefinition(processDefinitionId).getDeploymentId();
        try (InputStream content = repository.get().getResourceAsStream(deployment, Models.formResource(form))) {
            return fieldsOf(JSON.readTree(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the keys of all input components of a form or group, however deep. */
    static Set<String> fieldsOf(JsonNode form) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode component : form.path("components")) {
            if (component.hasNonNull("key")) {
                keys.add(component.get("key").asText());
            }
            keys.addAll(fieldsOf(component));
        }
        return keys;
    }
}

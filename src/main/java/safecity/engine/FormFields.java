package safecity.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Which fields the form of a user task has, read from the deployment that the running instance was started from. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the engine stores in one text. */
    static final int LONGEST = 4000;

    private final Supplier<RepositoryService> repository;
    private final Map<String, Map<String, Integer>> byTask = new ConcurrentHashMap<>();

    FormFields(Supplier<RepositoryService> repository) {
        this.repository = repository;
    }

    /**
     * Returns the keys of the form's fields, and how many characters each may hold; empty if the task has no form of ours. A definition never changes, so the
     * answer is kept.
     */
    Map<String, Integer> of(String processDefinitionId, String element) {
        return byTask.computeIfAbsent(processDefinitionId + "/" + element, key -> read(processDefinitionId, element));
    }

    private Map<String, Integer> read(String processDefinitionId, String element) {
        UserTask task =
                repository.get().getBpmnModelInstance(processDefinitionId).getModelElementById(element);
        String form = task.getCamundaFormRef();
        if (form == null) {
            return Map.of();
        }
        String deployment =
                repository.get().getProcessDefinition(processDefinitionId).getDeploymentId();
        try (InputStream content = repository.get().getResourceAsStream(deployment, Models.formResource(form))) {
            return fieldsOf(JSON.readTree(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the keys of all input components of a form or group, however deep, and how many characters each may hold. */
    static Map<String, Integer> fieldsOf(JsonNode form) {
        Map<String, Integer> fields = new TreeMap<>();
        for (JsonNode component : form.path("components")) {
            if (component.hasNonNull("key")) {
                int longest = component.path("validate").path("maxLength").asInt(LONGEST);
                fields.put(component.get("key").asText(), Math.min(longest, LONGEST));
            }
            fields.putAll(fieldsOf(component));
        }
        return Map.copyOf(fields);
    }
}

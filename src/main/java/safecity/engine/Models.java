package safecity.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The models and forms as files: from {@code processes/} and {@code forms/} beside the program where those folders are, else from the jar.
 *
 * @param processes content by file name, such as {@code rectification.bpmn} or {@code triage.dmn}
 * @param forms     content by file name, such as {@code rectification-preparePlan.form}
 */
record Models(Map<String, byte[]> processes, Map<String, byte[]> forms) {

    /** Reads both folders whole. */
    static Models read() {
        return new Models(
                readFolder("processes", name -> name.endsWith(".bpmn") || name.endsWith(".dmn")),
                readFolder("forms", name -> name.endsWith(".form")));
    }

    /** Returns the name under which a form stands in a deployment. */
    static String formResource(String formRef) {
        return "forms/" + formRef + ".form";
    }

    static BpmnModelInstance parse(byte[] bpmn) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn));
    }

    /** Returns the form references of a model's user tasks. */
    static Set<String> formRefsOf(BpmnModelInstance model) {
        Set<String> refs = new TreeSet<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            if (task.getCamundaFormRef() != null) {
                refs.add(task.getCamundaFormRef());
            }
        }
        return refs;
    }

    private static Map<String, byte[]> readFolder(String folder, Predicate<String> wanted) {
        Path beside = Path.of(folder);
        String pattern = Files.isDirectory(beside) ? beside.toUri() + "*" : "classpath:/" + folder + "/*";
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
            Arrays.sort(found, (one, other) -> name(one).compareTo(name(other)));
            for (Resource resource : found) {
                if (wanted.test(name(resource))) {
                    files.put(name(resource), resource.getContentAsByteArray());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    private static String name(Resource resource) {
        return Objects.requireNonNull(resource.getFilename());
    }
}

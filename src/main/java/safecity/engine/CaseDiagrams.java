package safecity.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The live drawings of a case: the model version that each of its instances runs on, with what is done and where it stands. */
@Component
public class CaseDiagrams {

    private final HistoryService history;
    private final RepositoryService repository;

    CaseDiagrams(HistoryService history, RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    /**
     * One process of a case.
     *
     * @param instance id of the process instance
     * @param process  process id, which is its word
     * @param name     Chinese name
     * @param version  version of the model
     * @param running  whether the instance still runs
     */
    public record Diagram(String instance, String process, String name, int version, boolean running) {}

    /**
     * The way of a case through one of its processes.
     *
     * @param done    element id to the number of times it was finished
     * @param current ids of the elements where the case stands now
     * @param spans   element id to when the case was there, the earliest first
     */
    public record Course(Map<String, Long> done, Set<String> current, Map<String, List<Span>> spans) {

        /** The same way, as if some elements had never been reached. */
        public Course without(Set<String> elements) {
            Map<String, Long> otherDone = new HashMap<>(done);
            otherDone.keySet().removeAll(elements);
            Set<String> otherCurrent = new TreeSet<>(current);
            otherCurrent.removeAll(elements);
            Map<String, List<Span>> otherSpans = new HashMap<>(spans);
            otherSpans.keySet().removeAll(elements);
            return new Course(otherDone, otherCurrent, otherSpans);
        }
    }

    /** One stay at an element; {@code end} is null while it lasts. */
    public record Span(Instant start, @Nullable Instant end) {}

    /**
     * Returns the case's processes: the trunk, then what it called or started beside it, the oldest first. What started in the same millisecond, as
     * happens to a trunk and its first companions, stands in the order of its process ids.
     *
     * @param trunk process id of the trunk
     */
    public List<Diagram> of(String businessKey, String trunk) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .unlimitedList()
                .stream()
                .sorted(Comparator.comparing((HistoricProcessInstance instance) ->
                                !instance.getProcessDefinitionKey().equals(trunk))
                        .thenComparing(HistoricProcessInstance::getStartTime)
                        .thenComparing(HistoricProcessInstance::getProcessDefinitionKey))
                .map(instance -> new Diagram(
                        instance.getId(),
                        instance.getProcessDefinitionKey(),
                        instance.getProcessDefinitionName(),
                        instance.getProcessDefinitionVersion(),
                        instance.getEndTime() == null))
                .toList();
    }

    /** Returns the way of a case through one of its processes. */
    public Course course(Diagram diagram) {
        List<HistoricActivityInstance> steps = history.createHistoricActivityInstanceQuery()
                .processInstanceId(diagram.instance())
                .unlimitedList();
        Set<String> current = new TreeSet<>();
        steps.stream()
                .filter(step -> step.getEndTime() == null)
                .map(HistoricActivityInstance::getActivityId)
                .forEach(current::add);
        Map<String, Long> done = steps.stream()
                .filter(step -> step.getEndTime() != null && !step.isCanceled())
                .collect(Collectors.groupingBy(HistoricActivityInstance::getActivityId, Collectors.counting()));
        return new Course(
                done,
                current,
                steps.stream()
                        .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime))
                        .collect(Collectors.groupingBy(
                                HistoricActivityInstance::getActivityId,
                                Collectors.mapping(CaseDiagrams::span, Collectors.toList()))));
    }

    private static Span span(HistoricActivityInstance step) {
        @Nullable Date end = step.getEndTime();
        return new Span(step.getStartTime().toInstant(), end == null ? null : end.toInstant());
    }

    /** Returns the BPMN, with its drawing, of the version that an instance of the case runs on; null if the case has no such instance. */
    public @Nullable String xml(String businessKey, String instance) {
        HistoricProcessInstance found = history.createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        if (found == null) {
            return null;
        }
        try (InputStream bpmn = repository.getProcessModel(found.getProcessDefinitionId())) {
            return new String(bpmn.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

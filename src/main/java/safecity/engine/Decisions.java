package safecity.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.Dmn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a decision table, where a rule is asked outside of a model's business rule task. */
@Component
public class Decisions {

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final DmnEngine untraced =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final Map<String, DmnDecision> read = new ConcurrentHashMap<>();

    Decisions(DecisionService decisions, RepositoryService repository) {
        this.decisions = decisions;
        this.repository = repository;
    }

    /**
     * Returns the outputs of the one row that holds.
     *
     * @param decision decision id, which is the file's name
     * @param inputs   by input name; null values are allowed
     * @throws IllegalStateException if no row holds
     */
    public Map<String, Object> decide(String decision, Map<String, @Nullable Object> inputs) {
        return oneRow(
                decisions
                        .evaluateDecisionTableByKey(decision)
                        .variables(new LinkedHashMap<>(inputs))
                        .evaluate(),
                decision,
                inputs);
    }

    /** Returns the same as {@link #decide}, but leaves no trace in the engine's history: for pages, which ask again and again. */
    public Map<String, Object> look(String decision, Map<String, @Nullable Object> inputs) {
        return oneRow(untraced.evaluateDecisionTable(newest(decision), new LinkedHashMap<>(inputs)), decision, inputs);
    }

    private DmnDecision newest(String decision) {
        String id = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult()
                .getId();
        return read.computeIfAbsent(
                id, any -> untraced.parseDecision(decision, Dmn.readModelFromStream(repository.getDecisionModel(id))));
    }

    private static Map<String, Object> oneRow(
            DmnDecisionTableResult result, String decision, Map<String, @Nullable Object> inputs) {
        DmnDecisionRuleResult row = result.getSingleResult();
        if (row == null) {
            throw new IllegalStateException("No row of decision %s holds for %s".formatted(decision, inputs));
        }
        return row.getEntryMap();
    }

    /**
     * Returns the outputs of every row that holds, of a table that collects.
     *
     * @param decision decision id, which is the file's name
     * @param inputs   by input name; null values are allowed
     * @return a list in the order of the table; empty if no row holds
     */
    public List<Map<String, Object>> decideAll(String decision, Map<String, @Nullable Object> inputs) {
        return decisions
                .evaluateDecisionTableByKey(decision)
                .variables(new LinkedHashMap<>(inputs))
                .evaluate()
                .getResultList();
    }
}

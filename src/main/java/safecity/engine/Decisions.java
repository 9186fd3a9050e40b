package safecity.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a decision table, where a rule is asked outside of a model's business rule task. */
@Component
public class Decisions {

    private final DecisionService decisions;

    Decisions(DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * Returns the outputs of the one row that holds.
     *
     * @param decision decision id, which is the file's name
     * @param inputs   by input name; null values are allowed
     * @throws IllegalStateException if no row holds
     */
    public Map<String, Object> decide(String decision, Map<String, @Nullable Object> inputs) {
        DmnDecisionRuleResult row = decisions
                .evaluateDecisionTableByKey(decision)
                .variables(new LinkedHashMap<>(inputs))
                .evaluate()
                .getSingleResult();
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

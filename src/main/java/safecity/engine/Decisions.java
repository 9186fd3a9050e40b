package safecity.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a decision table, where a rule is asked outside of a model's business rule task. */
@Component
public class Decisions {

    private final DecisionService decisions;
    private final ProcessEngineConfigurationImpl configuration;
    private final DmnEngine plain = feelOnly();

    Decisions(ProcessEngine engine) {
        this.decisions = engine.getDecisionService();
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** An engine that knows FEEL and nothing else: no expression that reaches beans, no script. */
    private static DmnEngine feelOnly() {
        var feel = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        feel.setElProvider(expression -> {
            throw new Refused("决策表只能用 FEEL，不能用表达式“%s”".formatted(expression));
        });
        feel.setScriptEngineResolver(language -> {
            throw new Refused("决策表只能用 FEEL，不能用语言“%s”".formatted(language));
        });
        return feel.buildEngine();
    }

    /** A table that can be asked: one that is in force, or a draft of it that nobody deployed. */
    @FunctionalInterface
    public interface Table {

        /**
         * Returns the outputs of every row that holds, in the order of the table; empty if no row holds.
         *
         * @param inputs by input name; null values are allowed
         */
        List<Map<String, Object>> rows(Map<String, @Nullable Object> inputs);

        /**
         * Returns the outputs of the one row that holds.
         *
         * @throws IllegalStateException if no row holds, or several do
         */
        default Map<String, Object> row(Map<String, @Nullable Object> inputs) {
            List<Map<String, Object>> rows = rows(inputs);
            if (rows.size() != 1) {
                throw new IllegalStateException("%d rows hold for %s".formatted(rows.size(), inputs));
            }
            return rows.get(0);
        }
    }

    /** Returns the table in force. Asking it leaves no trace in the engine's history: it may be asked by whoever reads a page, as often as that is. */
    public Table inForce(String decision) {
        DecisionDefinition latest = configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(
                        () -> configuration.getDeploymentCache().findDeployedLatestDecisionDefinitionByKey(decision)));
        DmnDecision table = (DmnDecision) latest;
        return inputs -> rowsOf(table, inputs);
    }

    /**
     * Reads a draft of a table, with which it can be tried before it is deployed; nothing is kept.
     *
     * @param decision decision id, which is the file's name
     * @throws Refused with everything that is wrong with the file, in Chinese
     */
    public Table draft(String decision, byte[] dmn) {
        List<String> findings = new ArrayList<>();
        DecisionFile.read(decision, dmn, new Findings(decision + ".dmn", findings));
        if (!findings.isEmpty()) {
            throw new Refused(String.join("；", findings));
        }
        try {
            DmnDecision table = plain.parseDecision(decision, new ByteArrayInputStream(dmn));
            return inputs -> rowsOf(table, inputs);
        } catch (DmnEngineException unreadable) {
            throw new Refused("%s.dmn 不能读取：%s。请用 Camunda Modeler 检查后重新保存".formatted(decision, unreadable.getMessage()));
        }
    }

    private List<Map<String, Object>> rowsOf(DmnDecision table, Map<String, @Nullable Object> inputs) {
        try {
            return plain.evaluateDecisionTable(table, new LinkedHashMap<>(inputs))
                    .getResultList();
        } catch (DmnEngineException failed) {
            throw new Refused("%s.dmn 不能计算：%s。请检查各单元格的写法".formatted(table.getKey(), failed.getMessage()));
        }
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
}

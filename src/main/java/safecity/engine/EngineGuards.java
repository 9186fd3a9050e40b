package safecity.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/** What guards every engine of ours, the tests' in-memory ones too. */
final class EngineGuards {

    private EngineGuards() {}

    /**
     * Applies the guards before the engine is built.
     *
     * @param stepsByWord finds the bean that expressions see under a word; null if there is none
     */
    static void apply(
            ProcessEngineConfigurationImpl engine,
            Function<String, @Nullable Object> stepsByWord,
            UserTaskRules userTaskRules) {
        engine.setExpressionManager(new StepsExpressions(stepsByWord));
        engine.setResourceAuthorizationProvider(new OwnGrants());
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors());
        engine.setCustomPreCommandInterceptorsTxRequiresNew(interceptors());
        engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(userTaskRules)));
    }

    /** Lets nothing be deployed but files of listed elements that call these steps (guard G9), before the engine is built. */
    static void admit(ProcessEngineConfigurationImpl engine, StepsClasses steps) {
        engine.setCustomPreDeployers(new ArrayList<>(List.of(new ModelAdmission(steps))));
    }

    /** A chain of its own for each kind of command: an interceptor knows its successor. */
    private static List<CommandInterceptor> interceptors() {
        return new ArrayList<>(List.of(new RefusalInterceptor(), new AdhocQueryGuard(), new ClosedCommands()));
    }
}

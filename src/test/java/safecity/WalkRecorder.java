package safecity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** Notes which flow nodes the engine entered and which sequence flows it took, for {@link Walks}. */
@Component
class WalkRecorder extends AbstractProcessEnginePlugin {

    private static final Map<String, Set<String>> WALKED = new ConcurrentHashMap<>();

    static void forget() {
        WALKED.clear();
    }

    static Set<String> walked(String process) {
        return WALKED.getOrDefault(process, Set.of());
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity definition) {
                watch(definition.getKey(), definition);
            }
        });
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private static void watch(String process, ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, note(process, activity.getId()));
            activity.getOutgoingTransitions()
                    .forEach(flow -> ((TransitionImpl) flow)
                            .addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, note(process, flow.getId())));
            watch(process, activity);
        }
    }

    private static ExecutionListener note(String process, String element) {
        return execution -> WALKED.computeIfAbsent(process, any -> ConcurrentHashMap.newKeySet())
                .add(element);
    }
}

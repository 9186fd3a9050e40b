package safecity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The tests of this class together walk every flow node and every sequence flow of a process; if one is left out, the class fails and names it. Where
 * only some of the class's tests are run, nothing is asked.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Walks.Check.class)
public @interface Walks {

    /** The process's word: {@code processes/WORD.bpmn}. */
    String value();

    /** Compares what the tests of a class walked with what the model has. */
    final class Check implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

        private final Set<Method> run = new HashSet<>();

        @Override
        public void beforeAll(ExtensionContext tests) {
            run.clear();
            WalkRecorder.forget();
        }

        @Override
        public void afterTestExecution(ExtensionContext test) {
            run.add(test.getRequiredTestMethod());
        }

        @Override
        public void afterAll(ExtensionContext tests) {
            if (!run.containsAll(testsOf(tests.getRequiredTestClass()))) {
                return;
            }
            String process =
                    tests.getRequiredTestClass().getAnnotation(Walks.class).value();
            Set<String> missing = elementsOf(process);
            missing.removeAll(WalkRecorder.walked(process));
            assertThat(missing)
                    .as("elements of %s.bpmn that no test walked", process)
                    .isEmpty();
        }

        private static Set<Method> testsOf(Class<?> tests) {
            return new HashSet<>(ReflectionSupport.findMethods(
                    tests,
                    method -> AnnotationSupport.isAnnotated(method, Testable.class),
                    HierarchyTraversalMode.TOP_DOWN));
        }

        private static Set<String> elementsOf(String process) {
            BpmnModelInstance model = Bpmn.readModelFromFile(
                    Path.of("processes", process + ".bpmn").toFile());
            Set<String> ids = new TreeSet<>();
            model.getModelElementsByType(FlowNode.class).stream()
                    .map(FlowElement::getId)
                    .forEach(ids::add);
            // The engine jumps from an event-based gateway into the event that came: the event stands for its flow.
            model.getModelElementsByType(SequenceFlow.class).stream()
                    .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
                    .map(FlowElement::getId)
                    .forEach(ids::add);
            return ids;
        }
    }
}

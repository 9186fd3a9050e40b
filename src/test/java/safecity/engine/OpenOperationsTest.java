package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** What {@code engine/operations.csv} opens is there: in the engine's own list of its operations, or in the code of its web apps. */
class OpenOperationsTest {

    /** Where the resources of a web application stand, and those of the engine beside its list. */
    private static final Map<String, String> APPLICATIONS = Map.of(
            "org.camunda.bpm.cockpit", "/cockpit",
            "org.camunda.bpm.tasklist", "/tasklist",
            "org.camunda.bpm.webapp.impl.security.auth", "/admin",
            "org.camunda.bpm.engine.rest.impl", "/engine");

    private static final int DEEPEST = 4;

    @Test
    void every_open_operation_exists() throws IOException {
        Set<String> there = new TreeSet<>();
        EngineOperationsTest.operationsOfTheEngine()
                .forEach(operation ->
                        there.add(operation.method() + " /engine/engine/default" + anyIds(operation.path())));
        APPLICATIONS.forEach((packageName, application) -> resources(packageName)
                .forEach(type -> addOperations(there, application, type, type.getAnnotation(Path.class), 0)));

        List<String> missing = EngineOperations.read().all().stream()
                .map(operation -> operation.method() + " " + operation.pattern().getPatternString())
                .filter(open -> there.stream().noneMatch(known -> known.matches(expressionOf(open))))
                .toList();

        assertThat(there).hasSizeGreaterThan(420);
        assertThat(missing).isEmpty();
    }

    private static List<Class<?>> resources(String packageName) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return !definition.getMetadata().isInterface();
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Path.class, false));
        return scanner.findCandidateComponents(packageName).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type -> type.getAnnotation(Path.class) != null)
                .toList();
    }

    /** A resource answers by its methods, and by those of the resources that they lead to. */
    private static void addOperations(Set<String> there, String prefix, Class<?> type, Path path, int depth) {
        String base = joined(prefix, path);
        for (Method method : type.getMethods()) {
            Path own = method.getAnnotation(Path.class);
            Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .map(annotation -> annotation.getAnnotation(HttpMethod.class))
                    .filter(verb -> verb != null)
                    .forEach(verb -> there.add(verb.value() + " " + anyIds(joined(base, own))));
            boolean leadsOn = own != null
                    && Arrays.stream(method.getAnnotations())
                            .noneMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
            if (leadsOn && depth < DEEPEST && method.getReturnType() != type) {
                addOperations(there, base, method.getReturnType(), own, depth + 1);
            }
        }
    }

    private static String joined(String prefix, Path path) {
        String tail = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return tail.isEmpty() ? prefix : prefix + "/" + tail;
    }

    private static String anyIds(String path) {
        return path.replaceAll("\\{(name|engine|engineName|processEngineName)}", "default")
                .replaceAll("\\{[^}]*}", "x");
    }

    private static String expressionOf(String open) {
        return open.replaceAll("\\{[^}]*}", "[^/]+").replace("**", ".+");
    }
}

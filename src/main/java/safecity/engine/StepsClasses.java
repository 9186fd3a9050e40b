package safecity.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The steps classes by their words, known without a running application. */
final class StepsClasses {

    private final Map<String, Class<?>> byWord;

    private StepsClasses(Map<String, Class<?>> byWord) {
        this.byWord = byWord;
    }

    /** Finds every steps class of the product on the class path. */
    static StepsClasses scan() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Steps.class));
        return of(scanner.findCandidateComponents("safecity").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(Objects::requireNonNull)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, StepsClasses.class.getClassLoader()))
                .toList());
    }

    /** Takes the classes given, each annotated with {@link Steps}. */
    static StepsClasses of(List<Class<?>> classes) {
        Map<String, Class<?>> byWord = new TreeMap<>();
        for (Class<?> type : classes) {
            Steps steps = Objects.requireNonNull(AnnotationUtils.findAnnotation(type, Steps.class));
            byWord.put(steps.value(), type);
        }
        return new StepsClasses(byWord);
    }

    boolean has(String word) {
        return byWord.containsKey(word);
    }

    /** Whether a steps class offers a method of that name to expressions: public and its own, not one of {@code Object}. */
    static boolean offers(Class<?> steps, String method) {
        return Arrays.stream(steps.getMethods())
                .anyMatch(one -> isStep(one) && one.getName().equals(method));
    }

    /** Says in Chinese why a call cannot be made; null if it can. */
    @Nullable
    String problemOf(StepsCall call) {
        Class<?> steps = byWord.get(call.word());
        if (steps == null) {
            return "调用了“%s”，但程序里没有这个流程的步骤类".formatted(call.word());
        }
        List<Method> named = Arrays.stream(steps.getMethods())
                .filter(method -> isStep(method) && method.getName().equals(call.method()))
                .toList();
        if (named.isEmpty()) {
            return "调用了 %s，但 %s 没有这个公开方法".formatted(call.target(), steps.getSimpleName());
        }
        List<Method> fitting = named.stream()
                .filter(method -> method.getParameterCount() == call.arguments())
                .toList();
        if (fitting.isEmpty()) {
            return "%s 写了 %d 个参数，但方法需要 %d 个"
                    .formatted(call.target(), call.arguments(), named.get(0).getParameterCount());
        }
        return problemOfAccessors(call, fitting.get(0).getReturnType());
    }

    /** Whether the called method answers yes or no. */
    boolean answersYesOrNo(StepsCall call) {
        Class<?> steps = byWord.get(call.word());
        return steps != null
                && Arrays.stream(steps.getMethods())
                        .filter(method -> method.getName().equals(call.method())
                                && method.getParameterCount() == call.arguments())
                        .allMatch(method -> !call.accessors().isEmpty()
                                || ClassUtils.resolvePrimitiveIfNecessary(method.getReturnType())
                                        .equals(Boolean.class));
    }

    /** Whether the called method says of a due date how it is counted. */
    boolean countsDueDates(StepsCall call) {
        Class<?> steps = byWord.get(call.word());
        return steps != null
                && call.accessors().isEmpty()
                && Arrays.stream(steps.getMethods())
                        .filter(method -> method.getName().equals(call.method())
                                && method.getParameterCount() == call.arguments())
                        .allMatch(method -> method.getReturnType().equals(DueDate.class));
    }

    private static @Nullable String problemOfAccessors(StepsCall call, Class<?> returned) {
        Class<?> type = returned;
        for (String accessor : call.accessors()) {
            Class<?> component = componentType(type, accessor);
            if (component == null) {
                return "%s 返回的 %s 没有“%s”这一项".formatted(call.target(), type.getSimpleName(), accessor);
            }
            type = component;
        }
        return null;
    }

    private static @Nullable Class<?> componentType(Class<?> type, String accessor) {
        if (!type.isRecord()) {
            return null;
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(accessor))
                .<Class<?>>map(component -> component.getType())
                .findFirst()
                .orElse(null);
    }

    private static boolean isStep(Method method) {
        return !method.getDeclaringClass().equals(Object.class)
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic();
    }
}

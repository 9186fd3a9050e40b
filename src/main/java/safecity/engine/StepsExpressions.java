package safecity.engine;

import java.util.Arrays;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * What an expression may reach (security guard G1): variables, the methods of {@link Steps} beans, the plain properties of the task and the
 * execution at hand, and the components of records that a step returned. No other bean, no reflection, and no bean at all in a query, which has
 * no execution.
 */
final class StepsExpressions extends JuelExpressionManager {

    private final Function<String, @Nullable Object> stepsByWord;

    StepsExpressions(Function<String, @Nullable Object> stepsByWord) {
        this.stepsByWord = stepsByWord;
        addFunction(FilterDays.FUNCTION, FilterDays.function());
    }

    /** An expression that, where there is no execution, evaluates only if a query may hold it (guard G2, once more where it counts). */
    @Override
    public Expression createExpression(String text) {
        return new JuelExpression(createValueExpression(text), this, text) {
            @Override
            public @Nullable Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution context) {
                if (scope == null && !isLiteralText()) {
                    AllowedQueryExpressions.require(text);
                }
                return super.getValue(scope, context);
            }
        };
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new StepsResolver(stepsByWord)); // first, so that no variable can stand in for a process's steps
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new ArrayELResolver(true));
        resolver.add(new ListELResolver(true));
        resolver.add(new MapELResolver(true));
        resolver.add(new PlainPropertyResolver());
        return resolver;
    }

    private static final class StepsResolver extends ReadOnlyResolver {

        private final Function<String, @Nullable Object> stepsByWord;

        StepsResolver(Function<String, @Nullable Object> stepsByWord) {
            this.stepsByWord = stepsByWord;
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || context.getContext(VariableScope.class) == null) {
                return null;
            }
            Object steps = stepsByWord.apply(property.toString());
            context.setPropertyResolved(steps != null);
            return steps;
        }
    }

    /** Calls on objects; refuses every type but the few that a model needs. */
    private static final class PlainPropertyResolver extends BeanELResolver {

        PlainPropertyResolver() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null && !mayRead(base, property.toString())) {
                throw new ELException("Property '%s' of %s is closed to expressions"
                        .formatted(property, base.getClass().getName()));
            }
            return super.getValue(context, base, property);
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] arguments) {
            if (base != null && !mayCall(base, method.toString())) {
                throw new ELException("Method '%s' of %s is closed to expressions"
                        .formatted(method, base.getClass().getName()));
            }
            return super.invoke(context, base, method, types, arguments);
        }

        private static boolean mayRead(Object base, String property) {
            return (base instanceof DelegateTask && (property.equals("assignee") || property.equals("id")))
                    || (base instanceof DelegateExecution
                            && (property.equals("processBusinessKey") || property.equals("processInstanceId")));
        }

        private static boolean mayCall(Object base, String method) {
            Class<?> steps = AnnotationUtils.findAnnotationDeclaringClass(Steps.class, base.getClass());
            if (steps != null) {
                return StepsClasses.offers(steps, method); // what a proxy adds to the class is not a step
            }
            Class<?> type = base.getClass();
            return type.isRecord() && type.getPackageName().startsWith("safecity.") && isComponent(type, method);
        }

        private static boolean isComponent(Class<?> type, String method) {
            return Arrays.stream(type.getRecordComponents())
                    .anyMatch(component -> component.getName().equals(method));
        }
    }
}

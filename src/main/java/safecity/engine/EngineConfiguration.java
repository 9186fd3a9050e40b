package safecity.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the engine up the way the product needs it; what an operator may tune stands in {@code config/application.yaml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** The zone in which all days, deadlines and timers are counted. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The one clock: it follows the engine's, so that a test that moves the engine's clock moves every rule with it. */
    @Bean
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return ClockUtil.getCurrentTime().toInstant();
            }
        };
    }

    @Bean
    StepsClasses stepsClasses() {
        return StepsClasses.scan();
    }

    @Bean
    FormFields formFields(ObjectProvider<ProcessEngine> engine) {
        Supplier<RepositoryService> repository = () -> engine.getObject().getRepositoryService();
        return new FormFields(repository);
    }

    @Bean
    ProcessEnginePlugin guards(
            ApplicationContext context,
            ApplicationEventPublisher events,
            CaseLabels labels,
            FormFields formFields,
            StepsClasses steps) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                UserTaskRules rules = new UserTaskRules(events, labels, formFields);
                engine.setCustomSessionFactories(List.of(new TaskRights()));
                EngineGuards.apply(engine, word -> stepsBean(context, word), rules);
                EngineGuards.admit(engine, steps);
            }
        };
    }

    /** Finds a steps bean by its word when an expression asks for it: steps need the engine, so the engine cannot hold them from the start. */
    private static @Nullable Object stepsBean(ApplicationContext context, String word) {
        boolean isSteps = context.containsBean(word) && context.findAnnotationOnBean(word, Steps.class) != null;
        return isSteps ? context.getBean(word) : null;
    }
}

package safecity.engine;

import jakarta.servlet.DispatcherType;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the guards in front of the engine's web API: behind our sign-in, before the engine looks at the request. */
@Configuration(proxyBeanMethods = false)
class WebApiGuards {

    /** After Spring Security, and before the engine's own authentication, so that the look-up of a task leaves no traces there. */
    private static final int BEFORE_THE_ENGINE = 200;

    @Bean
    FilterRegistrationBean<PlainAddresses> plainAddresses() {
        var registration = new FilterRegistrationBean<>(new PlainAddresses());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/camunda/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<WebApiGuard> webApiGuard(
            TaskService tasks, IdentityService identity, FormFields formFields, WebAppUsers users) {
        var registration =
                new FilterRegistrationBean<>(new WebApiGuard(users, new TaskLookup(tasks, identity, formFields)));
        registration.setOrder(BEFORE_THE_ENGINE);
        registration.addUrlPatterns("/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<WebAppPolicy> webAppPolicy() {
        var registration = new FilterRegistrationBean<>(new WebAppPolicy());
        registration.setOrder(BEFORE_THE_ENGINE);
        registration.addUrlPatterns("/camunda/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}

package safecity.engine;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guards in front of the engine's web API: behind our sign-in, before the engine looks at the request. */
@Configuration(proxyBeanMethods = false)
class WebApiGuards {

    /** After Spring Security, and before the engine's own authentication, so that the look-up of a task asks no one's rights. */
    private static final int BEFORE_THE_ENGINE = 200;

    @Bean
    FilterRegistrationBean<TaskVariablesGuard> taskVariablesGuard(TaskService tasks, FormFields formFields) {
        var registration = new FilterRegistrationBean<>(new TaskVariablesGuard(fieldsOfTask(tasks, formFields)));
        registration.setOrder(BEFORE_THE_ENGINE);
        registration.addUrlPatterns("/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Returns how to find the fields of a task's form; a task that is not there has none, and the engine answers for it. */
    static Function<String, Set<String>> fieldsOfTask(TaskService tasks, FormFields formFields) {
        return id -> {
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            return task == null || task.getProcessDefinitionId() == null
                    ? Set.of()
                    : formFields.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        };
    }
}

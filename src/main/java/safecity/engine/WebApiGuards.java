package safecity.engine;

import jakarta.servlet.DispatcherType;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
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
        var registration =
                new FilterRegistrationBean<>(new TaskVariablesGuard(fieldsOfTask(tasks, formFields), handles(tasks)));
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

    /** Returns how to tell whether a person holds a task or belongs to its unit. */
    static BiPredicate<String, String> handles(TaskService tasks) {
        return (login, id) ->
                tasks.createTaskQuery().taskId(id).taskAssignee(login).count() > 0
                        || tasks.createTaskQuery()
                                        .taskId(id)
                                        .taskCandidateUser(login)
                                        .includeAssignedTasks()
                                        .count()
                                > 0;
    }

    /** Returns how to find the fields of a task's form; empty for a task that is not there. */
    static Function<String, Optional<Set<String>>> fieldsOfTask(TaskService tasks, FormFields formFields) {
        return id -> {
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            return Optional.ofNullable(task)
                    .filter(open -> open.getProcessDefinitionId() != null)
                    .map(open -> formFields.of(open.getProcessDefinitionId(), open.getTaskDefinitionKey()));
        };
    }
}

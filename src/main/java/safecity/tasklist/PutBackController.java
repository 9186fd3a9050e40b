package safecity.tasklist;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.identity.Person;

/** 放回待认领: the engine lets no unit change who holds a task, so whoever claimed one by mistake gives it back here. */
@RestController
class PutBackController {

    private final OpenTasks tasks;

    PutBackController(OpenTasks tasks) {
        this.tasks = tasks;
    }

    /** Gives the caller's own task back to the unit; 400 with a Chinese message if the caller does not hold it. */
    @PostMapping("/tasks/{taskId}/put-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putBack(@PathVariable("taskId") String taskId, @AuthenticationPrincipal Person person) {
        tasks.putBack(taskId, person.login());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(Refused refused) {
        return ResponseEntity.badRequest().body(Map.of("message", String.valueOf(refused.getMessage())));
    }
}

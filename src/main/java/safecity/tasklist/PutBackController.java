package safecity.tasklist;

import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import safecity.engine.Refused;
import safecity.identity.Person;

/** 放回待认领: the engine lets no unit change who holds a task, so whoever claimed one by mistake gives it back here. */
@RestController
class PutBackController {

    private final PutBack putBack;
    private final TaskCards cards;

    PutBackController(PutBack putBack, TaskCards cards) {
        this.putBack = putBack;
        this.cards = cards;
    }

    /**
     * Gives the caller's own task, or as head of the unit a colleague's, back to the unit; 400 with a Chinese message if the caller neither holds it nor may
     * take it back, 404 if the caller may not see it.
     */
    @PostMapping("/tasks/{taskId}/put-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putBack(@PathVariable("taskId") String taskId, @AuthenticationPrincipal Person person) {
        if (cards.of(Set.of(taskId), person).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        putBack.of(taskId, person);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(Refused refused) {
        return ResponseEntity.badRequest().body(Map.of("message", String.valueOf(refused.getMessage())));
    }
}

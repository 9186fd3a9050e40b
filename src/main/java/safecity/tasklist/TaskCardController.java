package safecity.tasklist;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import safecity.identity.Person;

/** What our Tasklist plugin asks for once per refresh of the list. */
@RestController
class TaskCardController {

    private static final int MOST = 100;

    private final TaskCards cards;

    TaskCardController(TaskCards cards) {
        this.cards = cards;
    }

    /** Answers with the cards that the caller may see; a task that is unknown, done or foreign is left out. */
    @GetMapping("/tasks/cards")
    List<TaskCard> cards(@RequestParam(defaultValue = "") Set<String> ids, @AuthenticationPrincipal Person viewer) {
        if (ids.size() > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "一次最多查询 %d 个任务".formatted(MOST));
        }
        return cards.of(ids, viewer);
    }
}

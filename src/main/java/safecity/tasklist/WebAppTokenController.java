package safecity.tasklist;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import safecity.engine.WebAppToken;

/** Lets the page of a task, which lies outside of Tasklist's path, complete the task where Tasklist does. */
@RestController
class WebAppTokenController {

    /** The token that goes along with a change; empty until the caller's session asked the engine for something. */
    @GetMapping("/tasks/token")
    Map<String, String> token(HttpServletRequest request) {
        return Map.of("token", Objects.requireNonNullElse(WebAppToken.of(request), ""));
    }
}

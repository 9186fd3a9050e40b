package safecity.pause;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.pause.PauseDesk.NotYours;

/** 挂账 on the page of an item: a part that the page loads, and its two buttons. What a person may not see is not found. */
@Controller
@RequestMapping("/items/{number}/pause")
class PausePages {

    private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

    private final PauseDesk desk;

    PausePages(PauseDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String panel(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        return panel(number, viewer, null, model);
    }

    /** Leads to the task in which the person fills the request in. */
    @PostMapping
    String begin(
            @PathVariable("number") String number,
            @AuthenticationPrincipal Person viewer,
            Model model,
            HttpServletResponse response) {
        try {
            String task = desk.begin(number, viewer).orElseThrow(PausePages::notFound);
            response.setHeader("HX-Redirect", TASK + task);
            return panel(number, viewer, null, model);
        } catch (Refused refused) {
            return panel(number, viewer, refused.getMessage(), model);
        }
    }

    /** Sets the clock going; the whole page is read anew, for its lamp and deadline changed. */
    @PostMapping("/resume")
    String resume(
            @PathVariable("number") String number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @AuthenticationPrincipal Person viewer,
            Model model,
            HttpServletResponse response) {
        try {
            if (!desk.resume(number, viewer, reason)) {
                throw notFound();
            }
            response.setHeader("HX-Refresh", "true");
            return panel(number, viewer, null, model);
        } catch (Refused refused) {
            return panel(number, viewer, refused.getMessage(), model);
        }
    }

    private String panel(String number, Person viewer, @Nullable String complaint, Model model) {
        model.addAttribute("panel", desk.panel(number, viewer).orElseThrow(PausePages::notFound));
        model.addAttribute("complaint", complaint);
        return "pauses/panel";
    }

    @ExceptionHandler
    void refuse(NotYours notYours, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

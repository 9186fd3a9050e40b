package safecity.cockpit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import safecity.identity.Person;

/** Gives every page, whichever package it is from, what {@code layout.html} shows around it. */
@ControllerAdvice
class FrameAdvice {

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, @AuthenticationPrincipal @Nullable Person viewer) {
        return Frame.of(request.getRequestURI(), viewer);
    }
}

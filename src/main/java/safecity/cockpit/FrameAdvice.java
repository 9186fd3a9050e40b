package safecity.cockpit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.notice.ReadMarks;

/** Gives every page, whichever package it is from, what {@code layout.html} shows around it. */
@ControllerAdvice
class FrameAdvice {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ReadMarks readMarks;
    private final Clock clock;

    FrameAdvice(ReadMarks readMarks, Clock clock) {
        this.readMarks = readMarks;
        this.clock = clock;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, @AuthenticationPrincipal @Nullable Person viewer) {
        return Frame.of(
                request.getRequestURI(),
                viewer,
                MINUTE.format(clock.instant().atZone(WorkingDays.ZONE)),
                () -> viewer == null ? 0 : readMarks.unread(viewer));
    }
}

package safecity.notice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.identity.Person;

/** 日历订阅: the address of a person's calendar, and the calendar itself, the only page of ours that is read by programs without signing in. */
@Controller
class CalendarFeedPages {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final FeedTokens tokens;
    private final DeadlineCalendar calendar;
    private final UserDetailsService accounts;
    private final String baseUrl;

    CalendarFeedPages(
            FeedTokens tokens,
            DeadlineCalendar calendar,
            UserDetailsService accounts,
            @Value("${safecity.base-url}") String baseUrl) {
        this.tokens = tokens;
        this.calendar = calendar;
        this.accounts = accounts;
        this.baseUrl = baseUrl.replaceAll("/$", "");
    }

    @PostMapping("/notices/feed")
    String make(@AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        if (viewer.workUnit() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addFlashAttribute("feed", "%s/calendar/%s.ics".formatted(baseUrl, tokens.make(viewer)));
        return "redirect:/notices#feed";
    }

    @PostMapping("/notices/feed/revoke")
    String revoke(@AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        tokens.revoke(viewer);
        redirect.addFlashAttribute("done", "已停用日历订阅，原地址不再有效");
        return "redirect:/notices";
    }

    /** The calendar that a token opens, as long as its owner may sign in. */
    @GetMapping("/calendar/{token}.ics")
    ResponseEntity<byte[]> calendar(@PathVariable("token") String token) {
        return tokens.loginOf(token)
                .flatMap(this::owner)
                .flatMap(this::calendarOf)
                .map(text -> ResponseEntity.ok().contentType(CALENDAR).body(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Optional<String> calendarOf(Person owner) {
        @Nullable String unit = owner.workUnit();
        return unit == null ? Optional.empty() : Optional.of(calendar.of(unit, owner.unitName()));
    }

    private Optional<Person> owner(String login) {
        try {
            return Optional.of((Person) accounts.loadUserByUsername(login)).filter(Person::isEnabled);
        } catch (UsernameNotFoundException gone) {
            return Optional.empty();
        }
    }
}

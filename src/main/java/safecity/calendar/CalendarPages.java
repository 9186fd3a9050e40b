package safecity.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.calendar.CalendarChange.State;
import safecity.identity.Person;
import safecity.identity.Role;

/** 工作日历, for everybody who is signed in. What a change moves is shown to administrators and to those who may see every item. */
@Controller
@RequestMapping("/calendar")
class CalendarPages {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int CHANGES_SHOWN = 20;

    private final Holidays holidays;
    private final CalendarChanges changes;
    private final WorkingDays workingDays;
    private final Clock clock;

    CalendarPages(Holidays holidays, CalendarChanges changes, WorkingDays workingDays, Clock clock) {
        this.holidays = holidays;
        this.changes = changes;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    @GetMapping
    String year(
            @AuthenticationPrincipal Person viewer,
            @RequestParam(name = "year", required = false) @Nullable Integer wanted,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        int year = wanted == null ? today.getYear() : require(wanted);
        workingDays.reload();
        model.addAttribute("view", YearView.of(year, holidays.of(year), workingDays, today));
        model.addAttribute("changes", changes.applied(CHANGES_SHOWN));
        model.addAttribute("proposed", changes.proposed());
        model.addAttribute("administers", viewer.has(Role.SYSTEM_ADMINISTRATOR));
        model.addAttribute("opens", seesMoves(viewer));
        model.addAttribute("minute", minute());
        return "calendar/year";
    }

    /** The year as a table, to be amended and uploaded again. */
    @GetMapping("/{year}.csv")
    ResponseEntity<byte[]> table(@PathVariable("year") int year) {
        byte[] table = HolidayTable.write(holidays.of(require(year))).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"holidays-%d.csv\"".formatted(year))
                .body(table);
    }

    /** What a change moves, or has moved. */
    @GetMapping("/changes/{id}")
    String change(@AuthenticationPrincipal Person viewer, @PathVariable("id") long id, Model model) {
        CalendarChange change = changes.find(id)
                .filter(found ->
                        viewer.has(Role.SYSTEM_ADMINISTRATOR) || (found.state() == State.APPLIED && seesMoves(viewer)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("change", change);
        model.addAttribute("links", viewer.seesEverything());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("minute", minute());
        return "calendar/change";
    }

    static int require(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return year;
    }

    private static boolean seesMoves(Person viewer) {
        return viewer.has(Role.SYSTEM_ADMINISTRATOR) || viewer.seesEverything();
    }

    private DateTimeFormatter minute() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }
}

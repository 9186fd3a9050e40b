package safecity.calendar;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;

/** Changes of the calendar: proposed, looked at, then confirmed or abandoned. For the system administrator only. */
@Controller
@RequestMapping("/calendar")
class CalendarChangePages {

    private static final String COMPLAINTS = "complaints";

    private final Holidays holidays;
    private final CalendarChanges changes;
    private final Rescheduling rescheduling;

    CalendarChangePages(Holidays holidays, CalendarChanges changes, Rescheduling rescheduling) {
        this.holidays = holidays;
        this.changes = changes;
        this.rescheduling = rescheduling;
    }

    @PostMapping("/years")
    String year(
            @AuthenticationPrincipal Person viewer,
            @RequestParam("year") int wanted,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        requireAdministrator(viewer);
        int year = CalendarPages.require(wanted);
        if (file == null || file.isEmpty()) {
            return complain(year, List.of("请先选择 CSV 文件；选了的话，文件是空的"), redirect);
        }
        return propose(year, HolidayTable.read(year, file.getBytes()), viewer, redirect);
    }

    @PostMapping("/days")
    String day(
            @AuthenticationPrincipal Person viewer,
            @RequestParam("year") int shown,
            @RequestParam("day") String text,
            @RequestParam("kind") String kind,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "source", defaultValue = "") String source,
            RedirectAttributes redirect) {
        requireAdministrator(viewer);
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            return complain(CalendarPages.require(shown), List.of("请选择要修改的日期"), redirect);
        }
        int year = CalendarPages.require(day.getYear());
        List<Holiday> known = holidays.of(year);
        if (day.equals(LocalDate.of(year, 10, 1))
                && known.stream().anyMatch(other -> other.day().equals(day))
                && !kind.equals("holiday")) {
            return complain(year, List.of("10 月 1 日是国庆节，一定放假，不能改"), redirect);
        }
        if (kind.equals("none")) {
            List<Holiday> others = new ArrayList<>(known);
            others.removeIf(other -> other.day().equals(day));
            return propose(year, new HolidayTable.Read(others, List.of()), viewer, redirect);
        }
        return propose(year, HolidayTable.put(year, known, text, kind, name, source), viewer, redirect);
    }

    @PostMapping("/recount")
    String recount(@AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        return attempt("/calendar", () -> rescheduling.proposeRecount(viewer.login()), redirect);
    }

    @PostMapping("/changes/{id}/confirm")
    String confirm(@AuthenticationPrincipal Person viewer, @PathVariable("id") long id, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        try {
            rescheduling.confirm(id, viewer.login());
            redirect.addFlashAttribute("done", "已按预览调整，每个问题的时间线都有记录");
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINTS, List.of(refused.getMessage()));
        }
        return "redirect:/calendar/changes/" + id;
    }

    /** Proposes the same days again, for what stands by now. */
    @PostMapping("/changes/{id}/again")
    String again(@AuthenticationPrincipal Person viewer, @PathVariable("id") long id, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        CalendarChange change = changes.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return attempt(
                "/calendar/changes/" + id,
                () -> {
                    if (change.state() == CalendarChange.State.PROPOSED) {
                        rescheduling.abandon(id, viewer.login());
                    }
                    return change.kind() == CalendarChange.Kind.RECOUNT
                            ? rescheduling.proposeRecount(viewer.login())
                            : rescheduling.propose(change.year(), change.after(), viewer.login());
                },
                redirect);
    }

    @PostMapping("/changes/{id}/abandon")
    String abandon(@AuthenticationPrincipal Person viewer, @PathVariable("id") long id, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        try {
            rescheduling.abandon(id, viewer.login());
            return "redirect:/calendar";
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINTS, List.of(refused.getMessage()));
            return "redirect:/calendar/changes/" + id;
        }
    }

    private String propose(int year, HolidayTable.Read read, Person viewer, RedirectAttributes redirect) {
        if (!read.complaints().isEmpty()) {
            return complain(year, read.complaints(), redirect);
        }
        return attempt(
                "/calendar?year=" + year, () -> rescheduling.propose(year, read.days(), viewer.login()), redirect);
    }

    private static String attempt(String back, LongSupplier proposal, RedirectAttributes redirect) {
        try {
            return "redirect:/calendar/changes/" + proposal.getAsLong();
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINTS, List.of(refused.getMessage()));
            return "redirect:" + back;
        }
    }

    private static String complain(int year, List<String> complaints, RedirectAttributes redirect) {
        redirect.addFlashAttribute(COMPLAINTS, complaints);
        return "redirect:/calendar?year=" + year;
    }

    private static void requireAdministrator(Person viewer) {
        if (!viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}

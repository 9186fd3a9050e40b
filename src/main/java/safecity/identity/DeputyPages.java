package safecity.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Deputies.Deputy;

/** 代理: names a deputy for oneself or, as head of the unit or system administrator, for somebody else; and takes over the tasks of who is away. */
@Controller
@RequestMapping("/account/deputies")
class DeputyPages {

    private static final String PAGE = "redirect:/account/deputies";

    private final Deputies deputies;
    private final StandIns standIns;
    private final People people;
    private final Clock clock;

    DeputyPages(Deputies deputies, StandIns standIns, People people, Clock clock) {
        this.deputies = deputies;
        this.standIns = standIns;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @RequestParam(name = "for", defaultValue = "") String login,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Person represented = login.isEmpty() ? viewer : visible(login, viewer);
        model.addAttribute("represented", represented);
        model.addAttribute("entries", deputies.of(represented.login()));
        model.addAttribute("colleagues", people.colleaguesOf(represented));
        model.addAttribute("staff", viewer.has(Role.UNIT_HEAD) ? people.colleaguesOf(viewer) : List.of());
        model.addAttribute("tasks", standIns.toTakeOver(viewer.login()));
        model.addAttribute("today", LocalDate.now(clock));
        return "account/deputies";
    }

    @PostMapping
    String name(
            @RequestParam(name = "for", defaultValue = "") String login,
            @RequestParam(name = "deputy", defaultValue = "") String deputy,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        String represented =
                login.isEmpty() ? viewer.login() : visible(login, viewer).login();
        try {
            deputies.name(represented, deputy, day(from, "第一日"), day(to, "最后一日"), viewer);
            redirect.addFlashAttribute("done", "代理人已指定，到期自动结束");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return back(represented, viewer);
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        Deputy entry = deputies.find(id).orElseThrow(DeputyPages::notFound);
        boolean may =
                entry.deputy().equals(viewer.login()) || Deputies.mayName(people.require(entry.represented()), viewer);
        if (!may) {
            throw notFound();
        }
        try {
            redirect.addFlashAttribute("done", "代理已结束，退回任务 %d 件".formatted(standIns.end(entry, viewer)));
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return back(entry.deputy().equals(viewer.login()) ? viewer.login() : entry.represented(), viewer);
    }

    @PostMapping("/tasks/{taskId}")
    String takeOver(
            @PathVariable("taskId") String taskId,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        try {
            standIns.takeOver(taskId, viewer);
            redirect.addFlashAttribute("done", "已接办，请在“我的任务”的“在办”里办理");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return PAGE;
    }

    private Person visible(String login, Person viewer) {
        return people.find(login)
                .filter(person -> Deputies.mayName(person, viewer))
                .orElseThrow(DeputyPages::notFound);
    }

    private static LocalDate day(String text, String which) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new Refused("请填写代理的%s".formatted(which));
        }
    }

    private static String back(String represented, Person viewer) {
        return represented.equals(viewer.login()) ? PAGE : PAGE + "?for=" + represented;
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

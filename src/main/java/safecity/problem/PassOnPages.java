package safecity.problem;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.unit.Units;

/** 转办: what will happen to each chosen item, then what happened. Only the office passes on. */
@Controller
class PassOnPages {

    /** As many as a page of the list shows at most. */
    private static final int MOST_ITEMS = 100;

    private final PassOn passOn;
    private final Units units;

    PassOnPages(PassOn passOn, Units units) {
        this.passOn = passOn;
        this.units = units;
    }

    /** Shows what passing the chosen items on would do. */
    @GetMapping("/pass-on")
    String preview(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireOffice(viewer);
        List<String> chosen = chosen(numbers);
        List<PassOn.Row> rows = chosen.stream()
                .map(number -> passOn.preview(number, unit.isEmpty() ? null : unit, viewer))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("passable", rows.stream().filter(PassOn.Row::done).count());
        model.addAttribute(
                "tooMany", chosen.size() < numbers.stream().distinct().count());
        model.addAttribute("most", MOST_ITEMS);
        model.addAttribute("longest", PassOn.LONGEST_REASON);
        model.addAttribute("unit", unit);
        model.addAttribute(
                "units",
                units.all().stream()
                        .filter(each -> units.canBeResponsible(each.code()))
                        .toList());
        model.addAttribute("back", ownPath(back));
        return "pass-on/preview";
    }

    /** Passes the items on, each for itself, and shows what became of each. */
    @PostMapping("/pass-on")
    String passOn(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireOffice(viewer);
        redirect.addAttribute("back", ownPath(back));
        String said = reason.replaceAll("\\r\\n?", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", "")
                .strip();
        try {
            passOn.requireUnit(unit);
            if (said.isEmpty() || said.length() > PassOn.LONGEST_REASON) {
                throw new Refused("请填写转办理由，最多 %d 字，新单位签收时看到".formatted(PassOn.LONGEST_REASON));
            }
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            redirect.addFlashAttribute("reason", said);
            redirect.addAttribute("item", chosen(numbers).toArray());
            redirect.addAttribute("unit", unit);
            return "redirect:/pass-on";
        }
        redirect.addFlashAttribute(
                "rows",
                chosen(numbers).stream()
                        .map(number -> passOn(number, unit, said, viewer))
                        .toList());
        return "redirect:/pass-on/done";
    }

    private PassOn.Row passOn(String number, String unit, String reason, Person by) {
        try {
            return passOn.passOn(number, unit, reason, by);
        } catch (Refused refused) {
            return new PassOn.Row(
                    number, passOn.preview(number, null, by).title(), false, String.valueOf(refused.getMessage()));
        }
    }

    /** What became of each item; without its result, as after a reload, only the way back. */
    @GetMapping("/pass-on/done")
    String done(
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireOffice(viewer);
        model.addAttribute("back", ownPath(back));
        return "pass-on/done";
    }

    private static List<String> chosen(List<String> numbers) {
        return numbers.stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .distinct()
                .limit(MOST_ITEMS)
                .toList();
    }

    /** Leads nowhere but to the list or an item of ours. */
    private static String ownPath(String path) {
        return path.matches("/items([/?][^\\\\\\s]*)?") ? path : "/items";
    }

    private static void requireOffice(Person viewer) {
        if (!viewer.has(Role.SUPERVISOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

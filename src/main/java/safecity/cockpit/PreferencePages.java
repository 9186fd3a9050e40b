package safecity.cockpit;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;

/** 我的视图、列设置: each person's own. Every change leads back to the list it was made on. */
@Controller
class PreferencePages {

    private final Preferences preferences;

    PreferencePages(Preferences preferences) {
        this.preferences = preferences;
    }

    @PostMapping("/items/views")
    String save(
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "opens", defaultValue = "false") boolean opens,
            @RequestParam(name = "back", defaultValue = "") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        String list = ownList(back);
        try {
            preferences.save(viewer.login(), name, list.substring(list.indexOf('?') + 1), opens);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return "redirect:" + list;
    }

    @PostMapping("/items/views/{id:\\d{1,18}}/opening")
    String open(
            @PathVariable("id") long id,
            @RequestParam(name = "back", defaultValue = "") String back,
            @AuthenticationPrincipal Person viewer) {
        preferences.toggleOpening(viewer.login(), id);
        return "redirect:" + ownList(back);
    }

    @PostMapping("/items/views/{id:\\d{1,18}}/deletion")
    String delete(
            @PathVariable("id") long id,
            @RequestParam(name = "back", defaultValue = "") String back,
            @AuthenticationPrincipal Person viewer) {
        preferences.delete(viewer.login(), id);
        return "redirect:" + ownList(back);
    }

    @PostMapping("/items/columns")
    String columns(
            @RequestParam(name = "column", defaultValue = "") List<String> columns,
            @RequestParam(name = "back", defaultValue = "") String back,
            @AuthenticationPrincipal Person viewer) {
        preferences.show(viewer.login(), columns);
        return "redirect:" + ownList(back);
    }

    /** Leads to no page but the list; braces are none of a URL and mean something to a redirect. */
    private static String ownList(String path) {
        return path.matches("/items\\?[^\\\\\\s{}#]*") ? path : "/items?view=all";
    }
}

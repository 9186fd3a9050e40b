package safecity.cockpit;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import safecity.identity.Demonstration;
import safecity.identity.OidcProviders;
import safecity.identity.Person;
import safecity.identity.Role;

/** 登录 and 首页: the way in, and from there to the place where each role works. */
@Controller
class StartPages {

    private final Demonstration demonstration;
    private final OidcProviders elsewhere;

    StartPages(Demonstration demonstration, OidcProviders elsewhere) {
        this.demonstration = demonstration;
        this.elsewhere = elsewhere;
    }

    @GetMapping("/login")
    String login(@AuthenticationPrincipal @Nullable Person viewer, Model model) {
        if (viewer != null) {
            return "redirect:/";
        }
        model.addAttribute("demonstration", demonstration.isOn());
        model.addAttribute("elsewhere", elsewhere.buttons());
        return "login";
    }

    @GetMapping("/")
    String start(@AuthenticationPrincipal Person viewer) {
        if (viewer.has(Role.SUPERVISOR) || viewer.has(Role.LEADER)) {
            return "redirect:/board";
        }
        if (viewer.workUnit() != null) {
            return "redirect:" + Frame.TASKLIST;
        }
        return viewer.has(Role.DESIGNER) ? "redirect:" + Frame.COCKPIT : "start";
    }
}

package safecity.cockpit;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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

    /**
     * Leads on. Tasklist is none for a phone, so whoever works there comes to 我的任务, as experts do at a desk too.
     *
     * @param mobile {@code ?1} if the browser says so of itself
     * @param agent  name of the browser; that of every phone has the word Mobile in it
     */
    @GetMapping("/")
    String start(
            @RequestHeader(name = "Sec-CH-UA-Mobile", defaultValue = "") String mobile,
            @RequestHeader(name = "User-Agent", defaultValue = "") String agent,
            @AuthenticationPrincipal Person viewer) {
        if (viewer.has(Role.SUPERVISOR) || viewer.has(Role.LEADER)) {
            return "redirect:/board";
        }
        if (viewer.workUnit() != null && viewer.has(Role.EXPERT)) {
            return "redirect:" + Frame.MY;
        }
        if (viewer.workUnit() != null) {
            boolean phone = mobile.equals("?1") || agent.contains("Mobile");
            return "redirect:" + (phone ? Frame.MY : Frame.TASKLIST);
        }
        return viewer.has(Role.DESIGNER) ? "redirect:" + Frame.COCKPIT : "start";
    }
}

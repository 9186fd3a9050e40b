package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;

/** 我的账号: what a person keeps up by itself: the password, and where it is signed in. */
@Controller
@RequestMapping("/account")
class AccountPages {

    private final Standings standings;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Requirements requirements;
    private final SignedInHandler signedIn;
    private final ApplicationEventPublisher events;
    private final DateTimeFormatter minute;

    AccountPages(
            Standings standings,
            Sessions sessions,
            Passwords passwords,
            PasswordRules rules,
            Requirements requirements,
            SignedInHandler signedIn,
            ApplicationEventPublisher events,
            Clock clock) {
        this.standings = standings;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.requirements = requirements;
        this.signedIn = signedIn;
        this.events = events;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping
    String account(@AuthenticationPrincipal Person viewer, HttpServletRequest request, Model model) {
        model.addAttribute("account", standings.find(viewer.login()).orElseThrow());
        model.addAttribute("sessions", sessions.of(viewer.login()));
        model.addAttribute("own", own(request));
        model.addAttribute("minute", minute);
        return "account/account";
    }

    @PostMapping("/sessions/{id}/end")
    String end(@PathVariable("id") UUID id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        boolean ended = sessions.end(id, viewer.login());
        if (ended) {
            events.publishEvent(new AccountChanged(viewer.login(), viewer.login(), "结束本人的一个会话"));
        }
        redirect.addFlashAttribute("done", ended ? "已结束，该设备最迟一分钟内退出登录" : "该会话已经结束");
        return "redirect:/account";
    }

    @PostMapping("/sessions/end-others")
    String endOthers(@AuthenticationPrincipal Person viewer, HttpServletRequest request, RedirectAttributes redirect) {
        UUID own = own(request);
        int ended = own == null ? 0 : sessions.endOthers(viewer.login(), own);
        if (ended > 0) {
            events.publishEvent(new AccountChanged(viewer.login(), viewer.login(), "结束本人的其他会话 %d 个".formatted(ended)));
        }
        redirect.addFlashAttribute("done", "已结束其他会话 %d 个，这些设备最迟一分钟内退出登录".formatted(ended));
        return "redirect:/account";
    }

    @GetMapping("/password")
    String password(@AuthenticationPrincipal Person viewer, Model model) {
        Standing account = standings.find(viewer.login()).orElseThrow();
        model.addAttribute("account", account);
        model.addAttribute("old", requirements.isOld(account));
        model.addAttribute("rules", rules.inWords());
        model.addAttribute("remembered", passwords.remembered());
        return "account/password";
    }

    @PostMapping("/password")
    String change(
            @RequestParam(name = "old", defaultValue = "") String old,
            @RequestParam(name = "fresh", defaultValue = "") String fresh,
            @RequestParam(name = "repeated", defaultValue = "") String repeated,
            @AuthenticationPrincipal Person viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            passwords.change(viewer.login(), old, fresh, repeated);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:/account/password";
        }
        UUID own = own(request);
        if (own != null) {
            sessions.endOthers(viewer.login(), own);
        }
        signedIn.renew(viewer.login(), request, response);
        redirect.addFlashAttribute("done", "口令已修改，其他设备上的登录已结束");
        return "redirect:/account";
    }

    private static @Nullable UUID own(HttpServletRequest request) {
        return SignedIn.of(request).map(SignedIn::id).orElse(null);
    }
}

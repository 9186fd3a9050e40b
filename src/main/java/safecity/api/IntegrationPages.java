package safecity.api;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import safecity.identity.Person;
import safecity.identity.Role;

/** 系统对接: which systems may read. For the system administrator only; a token is shown once. */
@Controller
@RequestMapping("/integrations")
class IntegrationPages {

    private static final Logger log = LoggerFactory.getLogger(IntegrationPages.class);

    private static final int LONGEST_NAME = 40;
    private static final String PAGE = "redirect:/integrations";

    private final ApiTokens tokens;
    private final DateTimeFormatter minute;

    IntegrationPages(ApiTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping
    String tokens(@AuthenticationPrincipal Person viewer, Model model) {
        requireAdministrator(viewer);
        model.addAttribute("tokens", tokens.all());
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("minute", minute);
        return "integrations/tokens";
    }

    @PostMapping("/tokens")
    String create(
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "scopes", defaultValue = "") List<String> chosen,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireAdministrator(viewer);
        try {
            String token = tokens.create(name(name), scopes(chosen), viewer);
            log.info("{} made an api token", viewer);
            redirect.addFlashAttribute("token", token);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return PAGE;
    }

    @PostMapping("/tokens/{id}/revoke")
    String revoke(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        boolean done = tokens.revoke(id, viewer);
        log.info("{} revoked api token {}", viewer, id);
        redirect.addFlashAttribute("done", done ? "已吊销，从现在起用它读取会被拒绝" : "这个令牌已经吊销过");
        return PAGE;
    }

    private static String name(String text) {
        String name = text.replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Refused("请填写对接系统的名称，最多 %d 字".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static Set<Scope> scopes(List<String> chosen) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        chosen.forEach(key -> Scope.of(key).ifPresent(scopes::add));
        if (scopes.isEmpty()) {
            throw new Refused("请至少选择一个权限范围");
        }
        return scopes;
    }

    private static void requireAdministrator(Person viewer) {
        if (!viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

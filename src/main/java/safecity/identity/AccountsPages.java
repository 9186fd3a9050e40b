package safecity.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.unit.Units;

/**
 * 账号管理: the system administrator makes, moves and closes accounts; the security administrator decides on {@link RolePages}; the audit
 * administrator reads. Nobody else finds the page.
 */
@Controller
@RequestMapping("/accounts")
class AccountsPages {

    private final AccountList list;
    private final AccountKeeping keeping;
    private final Sessions sessions;
    private final Units units;
    private final DateTimeFormatter minute;

    AccountsPages(AccountList list, AccountKeeping keeping, Sessions sessions, Units units, Clock clock) {
        this.list = list;
        this.keeping = keeping;
        this.sessions = sessions;
        this.units = units;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping
    String list(
            @RequestParam(name = "q", defaultValue = "") String text,
            @RequestParam(name = "unused", defaultValue = "false") boolean unused,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireAdministrator(viewer);
        model.addAttribute("found", list.find(text.strip(), unused));
        model.addAttribute("unused", unused);
        model.addAttribute("unusedDays", list.unusedDays());
        model.addAttribute("q", text.strip());
        show(viewer, model);
        return "accounts/list";
    }

    @GetMapping("/{login}")
    String one(@PathVariable("login") String login, @AuthenticationPrincipal Person viewer, Model model) {
        requireAdministrator(viewer);
        model.addAttribute("row", list.one(login).orElseThrow(AccountsPages::notFound));
        model.addAttribute("sessions", sessions.of(login));
        model.addAttribute("roles", Role.values());
        show(viewer, model);
        return "accounts/one";
    }

    private void show(Person viewer, Model model) {
        model.addAttribute("keeps", viewer.has(Role.SYSTEM_ADMINISTRATOR));
        model.addAttribute("secures", viewer.has(Role.SECURITY_ADMINISTRATOR));
        model.addAttribute("units", units.all());
        model.addAttribute("minute", minute);
    }

    @PostMapping
    String create(
            @RequestParam(name = "login", defaultValue = "") String login,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "email", defaultValue = "") String email,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        require(viewer, Role.SYSTEM_ADMINISTRATOR);
        try {
            String first = keeping.create(login.strip(), plain(name), unit, email, viewer);
            redirect.addFlashAttribute("first", first);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:/accounts";
        }
        return back(login.strip());
    }

    @PostMapping("/{login}/leave")
    String leave(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return keep(
                login, viewer, redirect, () -> "已停用，退回任务 %d 件，各设备最迟一分钟内退出登录".formatted(keeping.leave(login, viewer)));
    }

    @PostMapping("/{login}/come-back")
    String comeBack(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return keep(login, viewer, redirect, () -> {
            redirect.addFlashAttribute("first", keeping.comeBack(login, viewer));
            return "已重新启用，角色须由安全管理员重新授予";
        });
    }

    @PostMapping("/{login}/move")
    String move(
            @PathVariable("login") String login,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        return keep(
                login,
                viewer,
                redirect,
                () -> "已调动，退回原单位任务 %d 件；原角色已取消，须由安全管理员重新授予".formatted(keeping.move(login, unit, viewer)));
    }

    @PostMapping("/{login}/email")
    String email(
            @PathVariable("login") String login,
            @RequestParam(name = "email", defaultValue = "") String email,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        return keep(login, viewer, redirect, () -> {
            keeping.writeTo(login, email, viewer);
            return "邮箱已修改";
        });
    }

    @PostMapping("/{login}/reset-password")
    String resetPassword(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return keep(login, viewer, redirect, () -> {
            redirect.addFlashAttribute("first", keeping.resetPassword(login, viewer));
            return "口令已重置，原来的登录最迟一分钟内失效";
        });
    }

    private static String keep(String login, Person viewer, RedirectAttributes redirect, Supplier<String> work) {
        require(viewer, Role.SYSTEM_ADMINISTRATOR);
        return act(login, redirect, work);
    }

    static String act(String login, RedirectAttributes redirect, Supplier<String> work) {
        try {
            redirect.addFlashAttribute("done", work.get());
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return back(login);
    }

    private static String back(String login) {
        return "redirect:/accounts/" + login;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "").strip();
    }

    @ExceptionHandler
    void unknown(NoSuchElementException nobody, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    static void require(Person viewer, Role role) {
        if (!viewer.has(role)) {
            throw notFound();
        }
    }

    private static void requireAdministrator(Person viewer) {
        if (!RoleRules.administers(viewer.roles())) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

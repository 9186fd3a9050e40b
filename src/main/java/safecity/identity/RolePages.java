package safecity.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 授权与安全: what the security administrator decides on the page of an account. */
@Controller
@RequestMapping("/accounts")
class RolePages {

    private final RoleKeeping roles;

    RolePages(RoleKeeping roles) {
        this.roles = roles;
    }

    @PostMapping("/{login}/roles")
    String roles(
            @PathVariable("login") String login,
            @RequestParam(name = "roles", defaultValue = "") List<Role> chosen,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Set<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(chosen);
        return secure(login, viewer, redirect, () -> {
            roles.give(login, set, viewer);
            return "角色已保存，本人须重新登录";
        });
    }

    @PostMapping("/{login}/unlock")
    String unlock(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return secure(login, viewer, redirect, () -> {
            roles.unlock(login, viewer);
            return "已解锁，可以重新登录";
        });
    }

    @PostMapping("/{login}/end-sessions")
    String endSessions(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return secure(
                login, viewer, redirect, () -> "已结束会话 %d 个，各设备最迟一分钟内退出登录".formatted(roles.endSessions(login, viewer)));
    }

    @PostMapping("/{login}/remove-factor")
    String removeFactor(
            @PathVariable("login") String login, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        return secure(login, viewer, redirect, () -> {
            roles.removeFactor(login, viewer);
            return "动态口令已重置，本人下次登录时重新启用";
        });
    }

    private static String secure(String login, Person viewer, RedirectAttributes redirect, Supplier<String> work) {
        AccountsPages.require(viewer, Role.SECURITY_ADMINISTRATOR);
        return AccountsPages.act(login, redirect, work);
    }

    @ExceptionHandler
    void unknown(NoSuchElementException nobody, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }
}

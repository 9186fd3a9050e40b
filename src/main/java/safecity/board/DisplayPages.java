package safecity.board;

import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.identity.Role;

/** 大屏: the board on a wall, where nobody is signed in. Whoever has the secret address sees the figures and nothing else. */
@Controller
class DisplayPages {

    private static final int LONGEST_NAME = 40;
    private static final String PAGE = "redirect:/board/displays";

    private final DisplayLinks links;
    private final BoardFigures figures;
    private final UnitRanking ranking;
    private final Scopes scopes;
    private final String baseUrl;
    private final DateTimeFormatter minute =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingDays.ZONE);

    DisplayPages(
            DisplayLinks links,
            BoardFigures figures,
            UnitRanking ranking,
            Scopes scopes,
            @Value("${safecity.base-url}") String baseUrl) {
        this.links = links;
        this.figures = figures;
        this.ranking = ranking;
        this.scopes = scopes;
        this.baseUrl = baseUrl;
    }

    /** The figures, without any way into the application. */
    @GetMapping("/display/{token}")
    String show(@PathVariable("token") String token, HttpServletResponse response, Model model) {
        Optional<DisplayLinks.Shown> found = links.open(token);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "board/display-gone";
        }
        Scopes.Scope scope =
                Scopes.choose(scopes.all(), Long.toString(found.get().list()));
        BoardFigures.Moment now = figures.of(scope, reader(found.get().name()));
        model.addAttribute("now", now);
        model.addAttribute(
                "tiles",
                Tile.of(now.figures(), new BoardAddress(0, UnitGroup.DEPARTMENTS, Ranked.RATE), now.yesterday()));
        model.addAttribute("lamps", LampBar.of(now.figures()));
        model.addAttribute(
                "rankings",
                Arrays.stream(UnitGroup.values())
                        .collect(Collectors.toMap(
                                UnitGroup::label, group -> ranking.of(group, Ranked.RATE, scope.list()))));
        model.addAttribute("groups", UnitGroup.values());
        return "board/display";
    }

    @GetMapping("/board/displays")
    String links(@AuthenticationPrincipal Person viewer, Model model) {
        requireKeeper(viewer);
        model.addAttribute("links", links.all());
        model.addAttribute("scopes", scopes.all());
        model.addAttribute("days", links.days());
        model.addAttribute("minute", minute);
        return "board/displays";
    }

    @PostMapping("/board/displays")
    String create(
            @RequestParam(name = "name", defaultValue = "") String typed,
            @RequestParam(name = "list", defaultValue = "") String list,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireKeeper(viewer);
        String name = typed.replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            redirect.addFlashAttribute("complaint", "请填写大屏的位置，最多 %d 字".formatted(LONGEST_NAME));
            return PAGE;
        }
        String token = links.create(name, Scopes.choose(scopes.all(), list), viewer);
        redirect.addFlashAttribute("link", "%s/display/%s".formatted(baseUrl, token));
        return PAGE;
    }

    @PostMapping("/board/displays/{id}/revocation")
    String revoke(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        requireKeeper(viewer);
        boolean done = links.revoke(id, viewer);
        redirect.addFlashAttribute("done", done ? "已撤销，这块大屏下一次刷新时就看不到数据了" : "这个链接已经撤销过");
        return PAGE;
    }

    /** A wall reads as the leading group does. */
    private static Person reader(String name) {
        return new Person("display", name, null, "", EnumSet.of(Role.LEADER), null, "", true);
    }

    /** Whether the person may make links for walls, and take them back. */
    static boolean keeps(Person viewer) {
        return viewer.has(Role.SUPERVISOR) || viewer.has(Role.SYSTEM_ADMINISTRATOR);
    }

    private static void requireKeeper(Person viewer) {
        if (!keeps(viewer)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

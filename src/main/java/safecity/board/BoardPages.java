package safecity.board;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.identity.Person;

/** 督办驾驶舱, for those who see everything; for others it is not there. */
@Controller
class BoardPages {

    private final BoardFigures figures;
    private final UnitRanking ranking;
    private final Coverage coverage;
    private final DailyFigures dailyFigures;
    private final Scopes scopes;
    private final Clock clock;

    BoardPages(
            BoardFigures figures,
            UnitRanking ranking,
            Coverage coverage,
            DailyFigures dailyFigures,
            Scopes scopes,
            Clock clock) {
        this.figures = figures;
        this.ranking = ranking;
        this.coverage = coverage;
        this.dailyFigures = dailyFigures;
        this.scopes = scopes;
        this.clock = clock;
    }

    @GetMapping("/board")
    String board(
            @RequestParam(name = "list", defaultValue = "") String list,
            @RequestParam(name = "group", defaultValue = "") String group,
            @RequestParam(name = "by", defaultValue = "") String by,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireOverview(viewer);
        List<Scopes.Scope> all = scopes.all();
        Scopes.Scope scope = Scopes.choose(all, list);
        BoardFigures.Moment now = figures.of(scope, viewer);
        BoardAddress address = new BoardAddress(scope.list(), UnitGroup.of(group), Ranked.of(by));
        model.addAttribute("address", address);
        model.addAttribute("tiles", Tile.of(now.figures(), address, now.yesterday()));
        model.addAttribute("scopes", all);
        model.addAttribute("scope", scope);
        model.addAttribute("groups", UnitGroup.values());
        model.addAttribute("orders", Ranked.values());
        model.addAttribute("lamps", LampBar.of(now.figures()));
        model.addAttribute("yesterday", now.yesterday());
        model.addAttribute("ranking", ranking.of(address.group(), address.by(), scope.list()));
        model.addAttribute("trend", now.trend());
        model.addAttribute("attention", now.attention());
        model.addAttribute("matrix", coverage.of(scope.list()));
        model.addAttribute("asOf", now.asOf());
        model.addAttribute("displays", DisplayPages.keeps(viewer));
        return htmx == null ? "board/board" : "board/board :: figures";
    }

    /** What each unit's figures were at the end of a day. */
    @GetMapping("/board/days/{day:\\d{4}-\\d{2}-\\d{2}}")
    String day(@PathVariable("day") String day, @AuthenticationPrincipal Person viewer, Model model) {
        requireOverview(viewer);
        LocalDate asked = dayOf(day);
        model.addAttribute("day", asked);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("units", dailyFigures.of(asked, null));
        model.addAttribute(
                "sum",
                dailyFigures.between(asked, asked, "").stream().findFirst().orElse(null));
        return "board/day";
    }

    private static LocalDate dayOf(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noSuchDay) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static void requireOverview(Person viewer) {
        if (!viewer.seesEverything()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

package safecity.board;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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
import safecity.calendar.WorkingDays;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.identity.Person;

/** 督办驾驶舱, for those who see everything; for others it is not there. */
@Controller
class BoardPages {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Totals totals;
    private final UnitRanking ranking;
    private final Trend trend;
    private final Attention attention;
    private final Coverage coverage;
    private final DailyFigures dailyFigures;
    private final Scopes scopes;
    private final Clock clock;

    BoardPages(
            Totals totals,
            UnitRanking ranking,
            Trend trend,
            Attention attention,
            Coverage coverage,
            DailyFigures dailyFigures,
            Scopes scopes,
            Clock clock) {
        this.totals = totals;
        this.ranking = ranking;
        this.trend = trend;
        this.attention = attention;
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
        ItemFilter filter = ItemFilter.of(scope.list() == 0 ? Map.of() : Map.of("list", Long.toString(scope.list())));
        Totals.Figures figures = totals.of(filter, viewer);
        LocalDate today = LocalDate.now(clock);
        BoardAddress address = new BoardAddress(scope.list(), UnitGroup.of(group), Ranked.of(by));
        DailyFigures.@Nullable Day yesterday = yesterday(today, scope);
        model.addAttribute("address", address);
        model.addAttribute("tiles", Tile.of(figures, address, yesterday));
        model.addAttribute("scopes", all);
        model.addAttribute("scope", scope);
        model.addAttribute("groups", UnitGroup.values());
        model.addAttribute("orders", Ranked.values());
        model.addAttribute("lamps", LampBar.of(figures));
        model.addAttribute("yesterday", yesterday);
        model.addAttribute("ranking", ranking.of(address.group(), address.by(), scope.list()));
        model.addAttribute("trend", scope.list() == 0 ? trend.of("") : null);
        model.addAttribute("attention", attention.of(figures, scope.list()));
        model.addAttribute("matrix", coverage.of(scope.list()));
        model.addAttribute(
                "asOf", LocalDateTime.now(clock.withZone(WorkingDays.ZONE)).format(MINUTE));
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

    private DailyFigures.@Nullable Day yesterday(LocalDate today, Scopes.Scope scope) {
        LocalDate before = today.minusDays(1);
        return scope.list() == 0
                ? dailyFigures.between(before, before, "").stream().findFirst().orElse(null)
                : null;
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

package safecity.problemlist;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.problemlist.ProblemList.Status;
import safecity.problemlist.Verdicts.Verdict;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 清单导入: the lists, and the preview of each. For the office only; to everybody else these pages do not exist. */
@Controller
@RequestMapping("/lists")
class ListPages {

    private static final int LISTS_PER_PAGE = 20;
    private static final List<Integer> SIZES = List.of(50, 100);

    private final ProblemLists lists;
    private final ListRows rows;
    private final GradingDesk desk;
    private final Units units;
    private final DateTimeFormatter minute;

    ListPages(ProblemLists lists, ListRows rows, GradingDesk desk, Units units, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.desk = desk;
        this.units = units;
        ZoneId zone = clock.getZone();
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    }

    /** A list with its counts, for the overview. */
    record Overview(ProblemList list, Map<Verdict, Integer> counts, int chosen, int dispatched) {

        /** Rows of a verdict, named as in {@link Verdict}. */
        public int count(String verdict) {
            return counts.getOrDefault(Verdict.valueOf(verdict), 0);
        }
    }

    @GetMapping
    String all(@AuthenticationPrincipal Person viewer, @RequestParam(defaultValue = "1") int page, Model model) {
        requireOffice(viewer);
        int at = Math.max(1, page);
        model.addAttribute(
                "overviews",
                lists.newest(LISTS_PER_PAGE, (at - 1) * LISTS_PER_PAGE).stream()
                        .map(this::overview)
                        .toList());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages(lists.count(), LISTS_PER_PAGE));
        model.addAttribute("minute", minute);
        return "lists/all";
    }

    @GetMapping("/{id}")
    String one(
            @AuthenticationPrincipal Person viewer,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        requireOffice(viewer);
        ProblemList list = find(id);
        Overview overview = overview(list);
        model.addAttribute("list", list);
        model.addAttribute("overview", overview);
        model.addAttribute("minute", minute);
        if (list.status() == Status.READING || list.status() == Status.REFUSED) {
            return "lists/reading";
        }
        Verdict only = verdictOf(verdict);
        boolean grading = list.status() != Status.PREVIEW && only == null && !"ALL".equals(verdict);
        int perPage = SIZES.contains(size) ? size : SIZES.get(0);
        int total = grading
                ? overview.chosen()
                : only == null
                        ? overview.counts().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        : overview.counts().getOrDefault(only, 0);
        int pages = pages(total, perPage);
        int at = Math.min(Math.max(1, page), Math.max(1, pages));
        model.addAttribute("rows", rows.page(id, only, grading, perPage, (at - 1) * perPage));
        model.addAttribute("filter", only != null ? only.name() : grading ? "" : "ALL");
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("size", perPage);
        model.addAttribute("total", total);
        model.addAttribute("names", names());
        model.addAttribute("reviewTask", desk.openReview(list));
        model.addAttribute("leads", desk.leads());
        return "lists/one";
    }

    /** The progress of reading, asked for every second; once the list is read, the page is loaded anew. */
    @GetMapping("/{id}/progress")
    String progress(
            @AuthenticationPrincipal Person viewer,
            @PathVariable long id,
            Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        requireOffice(viewer);
        ProblemList list = find(id);
        if (list.status() != Status.READING) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("list", list);
        return "lists/reading :: progress";
    }

    @PostMapping("/{id}/rows/{rowId}/choice")
    String choose(
            @AuthenticationPrincipal Person viewer,
            @PathVariable long id,
            @PathVariable long rowId,
            @RequestParam(defaultValue = "false") boolean chosen,
            Model model) {
        requireOffice(viewer);
        ProblemList list = find(id);
        rows.choose(id, rowId, chosen);
        model.addAttribute("list", list);
        model.addAttribute("overview", overview(list));
        return "lists/one :: confirmation";
    }

    private Overview overview(ProblemList list) {
        return new Overview(list, rows.counts(list.id()), rows.countChosen(list.id()), rows.countDispatched(list.id()));
    }

    private ProblemList find(long id) {
        return lists.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Map<String, String> names() {
        return units.all().stream().collect(Collectors.toMap(Unit::code, Unit::shortName));
    }

    private static int pages(int total, int size) {
        return (total + size - 1) / size;
    }

    private static @Nullable Verdict verdictOf(@Nullable String name) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(name)) {
                return verdict;
            }
        }
        return null;
    }

    /** To everybody but the office these pages do not exist. */
    static void requireOffice(@Nullable Person viewer) {
        if (viewer == null || !viewer.has(Role.SUPERVISOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

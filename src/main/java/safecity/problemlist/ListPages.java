package safecity.problemlist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.problemlist.ProblemList.Status;
import safecity.problemlist.Verdicts.Verdict;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 清单导入: upload, preview, confirmation. For the office only; to everybody else these pages do not exist. */
@Controller
@RequestMapping("/lists")
class ListPages {

    private static final int LISTS_PER_PAGE = 20;
    private static final List<Integer> SIZES = List.of(50, 100);
    private static final String COMPLAINT = "complaint";

    private final ProblemLists lists;
    private final ListRows rows;
    private final Uploads uploads;
    private final GradingDesk desk;
    private final Units units;
    private final DateTimeFormatter minute;

    ListPages(ProblemLists lists, ListRows rows, Uploads uploads, GradingDesk desk, Units units, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.uploads = uploads;
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

    @GetMapping("/new")
    String upload(@AuthenticationPrincipal Person viewer) {
        requireOffice(viewer);
        return "lists/new";
    }

    @PostMapping
    String receive(
            @AuthenticationPrincipal Person viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        requireOffice(viewer);
        if (file == null || file.isEmpty()) {
            redirect.addFlashAttribute(COMPLAINT, "请先选择要上传的 .xlsx 文件；选了的话，文件是空的");
            return "redirect:/lists/new";
        }
        byte[] bytes = file.getBytes();
        ProblemList earlier = uploads.confirmed(bytes).orElse(null);
        if (earlier != null) {
            redirect.addFlashAttribute("again", true);
            return "redirect:/lists/" + earlier.id();
        }
        try {
            String name = file.getOriginalFilename();
            return "redirect:/lists/" + uploads.receive(bytes, name == null ? "" : name, viewer.login());
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/lists/new";
        }
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

    @PostMapping("/{id}/confirm")
    String confirm(@AuthenticationPrincipal Person viewer, @PathVariable long id, RedirectAttributes redirect) {
        requireOffice(viewer);
        find(id);
        try {
            int count = uploads.confirm(id, viewer.login());
            redirect.addFlashAttribute("done", "已确认导入 %,d 条，正在提出定级建议。请稍后刷新页面，核对定级".formatted(count));
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
        }
        return "redirect:/lists/" + id;
    }

    @PostMapping("/{id}/abandon")
    String abandon(@AuthenticationPrincipal Person viewer, @PathVariable long id, RedirectAttributes redirect) {
        requireOffice(viewer);
        ProblemList list = find(id);
        try {
            lists.move(id, list.status() == Status.REFUSED ? Status.REFUSED : Status.PREVIEW, Status.WITHDRAWN);
            return "redirect:/lists";
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/lists/" + id;
        }
    }

    @GetMapping("/{id}/errors")
    Object errors(@AuthenticationPrincipal Person viewer, @PathVariable long id, RedirectAttributes redirect)
            throws IOException {
        requireOffice(viewer);
        ProblemList list = find(id);
        if (list.status() == Status.READING || list.status() == Status.REFUSED) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<ErrorWorkbook.Mark> marks = rows.page(id, null, false, ListReader.MAX_DATA_ROWS, 0).stream()
                .map(row ->
                        new ErrorWorkbook.Mark(row.sheetRow(), row.verdict().label(), row.reasons(), row.offending()))
                .toList();
        byte[] file = lists.file(id);
        byte[] marked;
        try {
            marked = ErrorWorkbook.mark(file, list.sheet(), list.headingRow(), marks);
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/lists/" + id;
        }
        boolean old = file[0] != 'P';
        String name = list.fileName().replaceAll("\\.[A-Za-z]{3,4}$", "") + "-校验结果" + (old ? ".xls" : ".xlsx");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        old
                                ? "application/vnd.ms-excel"
                                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(marked);
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

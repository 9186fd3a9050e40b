package safecity.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import safecity.workbook.TableWorkbook;

/** 操作日志: read, exported and verified by the audit administrator; nobody else finds the page. */
@Controller
@RequestMapping("/audit")
class AuditPages {

    private static final String PAGE = "redirect:/audit";
    static final String VERIFY = "核对操作日志";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ITEM = "WT-\\d{4}-\\d+";

    private final AuditList list;
    private final AuditWorkbook workbook;
    private final Verification verification;
    private final AuditTrail audit;
    private final Clock clock;
    private final Semaphore verifying = new Semaphore(1);

    AuditPages(AuditList list, AuditWorkbook workbook, Verification verification, AuditTrail audit, Clock clock) {
        this.list = list;
        this.workbook = workbook;
        this.verification = verification;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Person viewer, Model model) {
        requireAudit(viewer);
        AuditFilter filter = AuditFilter.of(parameters);
        model.addAttribute("filter", filter);
        model.addAttribute("page", list.find(filter));
        model.addAttribute("acts", list.acts());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("second", pattern("yyyy-MM-dd HH:mm:ss"));
        return "audit/list";
    }

    @GetMapping("/{seq:\\d{1,18}}")
    String one(@PathVariable("seq") long seq, @AuthenticationPrincipal Person viewer, Model model) {
        requireAudit(viewer);
        Entry entry = list.find(seq).orElseThrow(AuditPages::notFound);
        model.addAttribute("entry", entry);
        model.addAttribute("sound", entry.hash().equals(entry.computedHash()));
        model.addAttribute("isItem", entry.draft().object().matches(ITEM));
        model.addAttribute("hasNext", list.find(seq + 1).isPresent());
        model.addAttribute("microsecond", pattern("yyyy-MM-dd HH:mm:ss.SSSSSS"));
        return "audit/one";
    }

    /** Nothing is sent before the workbook is whole. */
    @GetMapping("/export.xlsx")
    @Nullable
    String export(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person viewer,
            HttpServletResponse response,
            RedirectAttributes redirect)
            throws IOException {
        requireAudit(viewer);
        AuditFilter filter = AuditFilter.of(parameters);
        try (TableWorkbook book = workbook.of(filter, viewer)) {
            response.setContentType(WORKBOOK);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("操作日志 %s.xlsx".formatted(LocalDate.now(clock)), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            book.write(response.getOutputStream());
            return null;
        } catch (Refused tooMany) {
            redirect.addFlashAttribute("complaint", tooMany.getMessage());
            return "redirect:" + filter.first();
        }
    }

    @PostMapping("/verify")
    String verify(@AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        requireAudit(viewer);
        if (!verifying.tryAcquire()) {
            redirect.addFlashAttribute("complaint", "正在核对，请等上一次核对结束再试");
            return PAGE;
        }
        try {
            Verification.Result result = verification.run();
            if (result.broken() == null) {
                audit.record(viewer, VERIFY, "", result.sentence());
                redirect.addFlashAttribute("done", result.sentence());
            } else {
                audit.failed(viewer, VERIFY, "", result.sentence());
                redirect.addFlashAttribute("complaint", result.sentence());
            }
            return PAGE;
        } finally {
            verifying.release();
        }
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(clock.getZone());
    }

    /** Whoever else looks for the trail does not find it, and is in it. */
    private static void requireAudit(Person viewer) {
        if (!viewer.has(Role.AUDIT_ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "只有审计管理员可以查看操作日志");
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

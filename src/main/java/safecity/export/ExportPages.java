package safecity.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.board.Ranked;
import safecity.board.Scopes;
import safecity.bulk.Bulk;
import safecity.bulk.BulkAct;
import safecity.cockpit.ItemFilter;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.workbook.TableWorkbook;

/** The workbooks behind 导出, and for the audit who took them. What one may not see is not in them. */
@Controller
class ExportPages {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final BulkAct CHOSEN = BulkAct.reading("导出", "/items/exports/chosen", "/items/exports/chosen.xlsx");

    private final Exports exports;
    private final Bulk bulk;
    private final ExportLog log;
    private final Scopes scopes;
    private final Clock clock;

    ExportPages(Exports exports, Bulk bulk, ExportLog log, Scopes scopes, Clock clock) {
        this.exports = exports;
        this.bulk = bulk;
        this.log = log;
        this.scopes = scopes;
        this.clock = clock;
    }

    @GetMapping("/items/exports/{kind}.xlsx")
    @Nullable
    String items(
            @PathVariable("kind") String key,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person viewer,
            HttpServletResponse response)
            throws IOException {
        ItemWorkbook kind = ItemWorkbook.of(key).orElseThrow(ExportPages::notFound);
        requireReader(viewer);
        ItemFilter filter = kind.filter(parameters);
        return write(response, kind.title(), () -> exports.items(kind, filter, viewer));
    }

    /** Shows which of the chosen items will be in the workbook. */
    @GetMapping("/items/exports/chosen")
    String chosen(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireReader(viewer);
        model.addAttribute(
                "bulk",
                bulk.preview(
                        CHOSEN,
                        numbers,
                        back,
                        viewer,
                        item -> "列入工作簿，现为" + item.status().label()));
        model.addAttribute("kinds", ItemWorkbook.ofChosen());
        return "exports/chosen";
    }

    @GetMapping("/items/exports/chosen.xlsx")
    @Nullable
    String chosenItems(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "kind", defaultValue = "") String key,
            @AuthenticationPrincipal Person viewer,
            HttpServletResponse response)
            throws IOException {
        requireReader(viewer);
        ItemWorkbook kind =
                ItemWorkbook.of(key).filter(ItemWorkbook.ofChosen()::contains).orElseThrow(ExportPages::notFound);
        return write(response, kind.title(), () -> exports.chosen(kind, Bulk.chosen(numbers), viewer));
    }

    @GetMapping("/board/ranking.xlsx")
    @Nullable
    String ranking(
            @RequestParam(name = "list", defaultValue = "") String list,
            @RequestParam(name = "by", defaultValue = "") String by,
            @AuthenticationPrincipal Person viewer,
            HttpServletResponse response)
            throws IOException {
        if (!viewer.seesEverything()) {
            throw notFound();
        }
        Scopes.Scope scope = Scopes.choose(scopes.all(), list);
        return write(response, "单位排名", () -> exports.ranking(scope, Ranked.of(by), viewer));
    }

    /** Who exported what. */
    @GetMapping("/exports")
    String exported(@AuthenticationPrincipal Person viewer, Model model) {
        if (!viewer.has(Role.AUDIT_ADMINISTRATOR)) {
            throw notFound();
        }
        ZoneId zone = clock.getZone();
        model.addAttribute("entries", log.latest());
        model.addAttribute(
                "minute", DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone));
        return "exports/log";
    }

    /** Nothing is sent before the workbook is whole, so that whatever goes wrong is a page that says so and not a broken file. */
    private @Nullable String write(HttpServletResponse response, String title, Supplier<TableWorkbook> made)
            throws IOException {
        try (TableWorkbook book = made.get()) {
            response.setContentType(WORKBOOK);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("%s %s.xlsx".formatted(title, LocalDate.now(clock)), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            book.write(response.getOutputStream());
            return null;
        } catch (Refused busy) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return "exports/busy";
        }
    }

    private static void requireReader(Person viewer) {
        if (!viewer.readsItems()) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

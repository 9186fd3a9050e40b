package safecity.export;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.board.Ranked;
import safecity.board.Scopes;
import safecity.identity.Person;
import safecity.unit.Unit;
import safecity.unit.Units;

/** What the board hands out as files, to those who see the board. */
@Controller
class BoardExportPages {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType WORD =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final BoardExports exports;
    private final Scopes scopes;
    private final Units units;
    private final Clock clock;

    BoardExportPages(BoardExports exports, Scopes scopes, Units units, Clock clock) {
        this.exports = exports;
        this.scopes = scopes;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/board/trend.xlsx")
    ResponseEntity<byte[]> trend(
            @RequestParam(name = "unit", defaultValue = "") String code, @AuthenticationPrincipal Person viewer) {
        requireOverview(viewer);
        String name = code.isEmpty()
                ? "全区"
                : units.all().stream()
                        .filter(unit -> unit.code().equals(code))
                        .map(Unit::shortName)
                        .findFirst()
                        .orElseThrow(BoardExportPages::notFound);
        return file("近12周趋势", "xlsx", WORKBOOK, exports.trend(code, name, viewer));
    }

    @GetMapping("/board/briefing.docx")
    ResponseEntity<byte[]> briefing(
            @RequestParam(name = "list", defaultValue = "") String list,
            @RequestParam(name = "by", defaultValue = "") String by,
            @AuthenticationPrincipal Person viewer) {
        requireOverview(viewer);
        Scopes.Scope scope = Scopes.choose(scopes.all(), list);
        return file("督办简报（草稿）", "docx", WORD, exports.briefing(scope, Ranked.of(by), viewer));
    }

    private ResponseEntity<byte[]> file(String title, String ending, MediaType type, byte[] content) {
        ContentDisposition name = ContentDisposition.attachment()
                .filename("%s %s.%s".formatted(title, LocalDate.now(clock), ending), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }

    private static void requireOverview(Person viewer) {
        if (!viewer.seesEverything()) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

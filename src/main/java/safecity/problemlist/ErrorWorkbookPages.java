package safecity.problemlist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.problemlist.ProblemList.Status;

/** Hands out the {@linkplain ErrorWorkbook error workbook} of a list that was read. For the office only. */
@Controller
class ErrorWorkbookPages {

    private final ProblemLists lists;
    private final ListRows rows;
    private final AuditTrail audit;

    ErrorWorkbookPages(ProblemLists lists, ListRows rows, AuditTrail audit) {
        this.lists = lists;
        this.rows = rows;
        this.audit = audit;
    }

    @GetMapping("/lists/{id}/errors")
    Object errors(@AuthenticationPrincipal Person viewer, @PathVariable long id, RedirectAttributes redirect)
            throws IOException {
        ListPages.requireOffice(viewer);
        ProblemList list = lists.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
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
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:/lists/" + id;
        }
        boolean old = file[0] != 'P';
        String name = list.fileName().replaceAll("\\.[A-Za-z]{3,4}$", "") + "-校验结果" + (old ? ".xls" : ".xlsx");
        audit.record(viewer, "下载错误表", "QD-" + id, name);
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
}

package safecity.document;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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
import safecity.identity.Person;

/** 下载: what was issued, as the Word file that was frozen and as PDF made of it. Whoever may not read the document finds neither, nor does the audit. */
@Controller
class DocumentDownloads {

    private final DocumentRegister register;
    private final IssuedFiles files;
    private final LetterPdf pdf;
    private final AuditTrail audit;

    DocumentDownloads(DocumentRegister register, IssuedFiles files, LetterPdf pdf, AuditTrail audit) {
        this.register = register;
        this.files = files;
        this.pdf = pdf;
        this.audit = audit;
    }

    @GetMapping("/items/{number}/documents/{id}/word")
    ResponseEntity<byte[]> word(
            @PathVariable("number") String number,
            @PathVariable("id") long id,
            @AuthenticationPrincipal Person viewer) {
        Document document = issued(number, id, viewer);
        return download(document, ".docx", WordFile.MEDIA_TYPE, frozen(document), viewer);
    }

    @GetMapping("/items/{number}/documents/{id}/pdf")
    Object pdf(
            @PathVariable("number") String number,
            @PathVariable("id") long id,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Document document = issued(number, id, viewer);
        if (pdf.obstacle().isPresent()) {
            redirect.addFlashAttribute("complaint", pdf.obstacle().get());
            return "redirect:" + document.path();
        }
        String mark = withdrawn(document) ? document.state().label() : "";
        return download(document, ".pdf", MediaType.APPLICATION_PDF_VALUE, pdf.write(frozen(document), mark), viewer);
    }

    /** A picture of the letter, for the page that shows it. */
    @GetMapping("/items/{number}/documents/{id}/pictures/{name}")
    ResponseEntity<byte[]> picture(
            @PathVariable("number") String number,
            @PathVariable("id") long id,
            @PathVariable("name") String name,
            @AuthenticationPrincipal Person viewer) {
        byte[] picture = new WordFile(frozen(issued(number, id, viewer)))
                .picture(name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .headers(DocumentDownloads::shut)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .contentType(MediaType.parseMediaType(WordFile.mediaType(name)))
                .body(picture);
    }

    private Document issued(String number, long id, Person viewer) {
        return register.findReadable(number, id, viewer)
                .filter(document -> document.file() != null && viewer.opensFiles())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private byte[] frozen(Document document) {
        @Nullable String sha256 = document.file();
        if (sha256 == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return files.read(sha256);
    }

    private static boolean withdrawn(Document document) {
        return document.state() == DocumentState.WITHDRAWN;
    }

    private ResponseEntity<byte[]> download(
            Document document, String ending, String type, byte[] bytes, Person viewer) {
        String name = (withdrawn(document) ? "（已撤回）" : "") + document.label() + ending;
        audit.record(viewer, "下载文书", document.itemNumber(), name);
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .headers(DocumentDownloads::shut)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(type))
                .body(bytes);
    }

    private static void shut(HttpHeaders headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    }
}

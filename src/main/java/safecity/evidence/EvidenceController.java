package safecity.evidence;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartFile;
import safecity.audit.AuditTrail;
import safecity.engine.Denied;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Items;

/** Lists, takes, serves and deletes files over HTTP. What a person may not see is not found; refusals are JSON with a Chinese message. */
@Controller
class EvidenceController {

    static final String TOO_LARGE = "文件超过 20 MB，请压缩或拆分后再上传";

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceController.class);

    /** Nothing runs or loads; the style is the one that browsers themselves put around a picture. */
    private static final String SANDBOX =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Evidence evidence;
    private final EvidenceStore store;
    private final EvidenceRights rights;
    private final EvidenceChanges changes;
    private final Items items;
    private final AuditTrail audit;

    EvidenceController(
            Evidence evidence,
            EvidenceStore store,
            EvidenceRights rights,
            EvidenceChanges changes,
            Items items,
            AuditTrail audit) {
        this.evidence = evidence;
        this.store = store;
        this.rights = rights;
        this.changes = changes;
        this.items = items;
        this.audit = audit;
    }

    /** The files of a task's item, with what the person may do in this task. */
    @GetMapping("/tasks/{taskId}/evidence")
    String ofTask(@PathVariable("taskId") String taskId, @AuthenticationPrincipal Person person, Model model) {
        return files(rights.byTask(taskId, person).orElseThrow(), model);
    }

    /** The files of an item, with what the person may do in any task of the item that the person holds. */
    @GetMapping("/evidence")
    String ofItem(@RequestParam("item") String number, @AuthenticationPrincipal Person person, Model model) {
        return files(rights.byItem(number, person).orElseThrow(), model);
    }

    private String files(Access access, Model model) {
        model.addAttribute(
                "view",
                FilesView.of(
                        access,
                        evidence.list(access.item().id()),
                        evidence.elsewhere(access.item().id(), access.person())));
        model.addAttribute("maxBytes", FileCheck.MAX_BYTES);
        model.addAttribute("maxFiles", EvidenceChanges.MAX_FILES);
        return "evidence/files";
    }

    @PostMapping("/tasks/{taskId}/evidence")
    ResponseEntity<Map<String, Object>> add(
            @PathVariable("taskId") String taskId,
            @RequestParam("file") MultipartFile file,
            @RequestParam("phase") String phase,
            @AuthenticationPrincipal Person person)
            throws IOException {
        if (file.getSize() > FileCheck.MAX_BYTES) {
            return message(HttpStatus.PAYLOAD_TOO_LARGE, TOO_LARGE);
        }
        try (InputStream upload = file.getInputStream()) {
            EvidenceItem added = changes.add(taskId, phase(phase), upload, file.getOriginalFilename(), person);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(Map.of("id", added.id(), "fileName", added.fileName(), "sha256", added.sha256()));
        }
    }

    @DeleteMapping("/evidence/{id}")
    ResponseEntity<Void> delete(@PathVariable("id") long id, @AuthenticationPrincipal Person person) {
        changes.delete(id, person);
        return ResponseEntity.noContent().build();
    }

    /** Says which photo from before a photo from after belongs to; none to go by the order in which they came. */
    @PostMapping("/evidence/{id}/pair")
    ResponseEntity<Void> pair(
            @PathVariable("id") long id,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @AuthenticationPrincipal Person person) {
        changes.pair(id, before, person);
        return ResponseEntity.noContent().build();
    }

    /** The file itself: pictures are shown, all else is downloaded; nothing in it may run. */
    @GetMapping("/evidence/{id}")
    @Nullable
    ResponseEntity<byte[]> file(
            @PathVariable("id") long id, @AuthenticationPrincipal Person person, WebRequest request) {
        EvidenceItem file = requireVisible(id, person);
        if (request.checkNotModified(file.sha256())) {
            return null;
        }
        byte[] content = store.read(file.sha256());
        audit.record(
                person,
                "下载材料",
                items.find(file.itemId()).number(),
                "%s，校验码 %s".formatted(file.fileName(), file.sha256()));
        ContentDisposition disposition = (file.hasThumbnail()
                        ? ContentDisposition.inline()
                        : ContentDisposition.attachment())
                .filename(file.fileName(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .headers(headers -> shut(headers))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(file.sha256())
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .body(content);
    }

    @GetMapping("/evidence/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@PathVariable("id") long id, @AuthenticationPrincipal Person person) {
        EvidenceItem file = requireVisible(id, person);
        return ResponseEntity.ok()
                .headers(headers -> shut(headers))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .contentType(MediaType.IMAGE_JPEG)
                .body(store.thumbnail(file.sha256()).orElseThrow());
    }

    private EvidenceItem requireVisible(long id, Person person) {
        EvidenceItem file = evidence.find(id).orElseThrow();
        rights.requireVisible(file, person);
        if (!person.opensFiles()) {
            throw new NotAllowed("审计管理员只查看材料目录和校验码，不能打开文件");
        }
        return file;
    }

    private static void shut(HttpHeaders headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", SANDBOX);
    }

    private static Phase phase(String name) {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused("请先选择这些材料是整改前还是整改后的情况"));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refused refused) {
        return message(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notAllowed(NotAllowed notAllowed, HttpServletRequest request) {
        request.setAttribute(Denied.REASON, notAllowed.getMessage());
        return message(HttpStatus.FORBIDDEN, String.valueOf(notAllowed.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notFound(NoSuchElementException missing) {
        return message(HttpStatus.NOT_FOUND, "没有找到：任务可能已办结，或您无权查看，请刷新页面");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> damaged(DamagedEvidence damaged) {
        LOG.error(damaged.getMessage());
        return message(HttpStatus.INTERNAL_SERVER_ERROR, "文件与上传时的校验码不符，可能已被改动，请联系系统管理员从备份恢复");
    }

    private static ResponseEntity<Map<String, Object>> message(HttpStatus status, String text) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("message", text));
    }
}

package safecity.problemlist;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
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
import safecity.problemlist.ProblemList.Status;

/** Takes a workbook in, and what the office then decides: to import its rows or to abandon it. For the office only. */
@Controller
@RequestMapping("/lists")
class UploadPages {

    private static final String COMPLAINT = "complaint";

    private final ProblemLists lists;
    private final Uploads uploads;

    UploadPages(ProblemLists lists, Uploads uploads) {
        this.lists = lists;
        this.uploads = uploads;
    }

    @GetMapping("/new")
    String upload(@AuthenticationPrincipal Person viewer) {
        ListPages.requireOffice(viewer);
        return "lists/new";
    }

    @PostMapping
    String receive(
            @AuthenticationPrincipal Person viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        ListPages.requireOffice(viewer);
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

    @PostMapping("/{id}/confirm")
    String confirm(@AuthenticationPrincipal Person viewer, @PathVariable long id, RedirectAttributes redirect) {
        ListPages.requireOffice(viewer);
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
        ListPages.requireOffice(viewer);
        ProblemList list = find(id);
        try {
            Status from = list.status() == Status.REFUSED ? Status.REFUSED : Status.PREVIEW;
            uploads.abandon(id, from, viewer.login());
            return "redirect:/lists";
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/lists/" + id;
        }
    }

    private ProblemList find(long id) {
        return lists.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

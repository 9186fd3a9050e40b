package safecity.slip;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.document.Document;
import safecity.document.DocumentFilter;
import safecity.document.DocumentRegister;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;

/** What the office and the leading group do with documents outside Tasklist: decide on many drafts at once, withdraw what is out. */
@Controller
class SlipPages {

    private final DocumentRegister register;
    private final BulkDecisions decisions;
    private final Withdrawals withdrawals;

    SlipPages(DocumentRegister register, BulkDecisions decisions, Withdrawals withdrawals) {
        this.register = register;
        this.decisions = decisions;
        this.withdrawals = withdrawals;
    }

    /** Decides on the drafts that were ticked and shows the same page of the register; {@code parameters} are its filters. */
    @PostMapping("/documents/decisions")
    String decide(
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            @RequestParam(name = "decision", defaultValue = "") String decision,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        if (!viewer.has(Role.SUPERVISOR) && !viewer.has(Role.LEADER)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            redirect.addFlashAttribute("outcomes", decisions.decide(ids, viewer, decision, reason));
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            redirect.addFlashAttribute("reason", reason);
            redirect.addFlashAttribute("ticked", ids);
        }
        return "redirect:" + DocumentFilter.of(parameters).url();
    }

    @PostMapping("/items/{number}/documents/{id}/withdraw")
    String withdraw(
            @PathVariable("number") String number,
            @PathVariable("id") long id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Document document = register.findReadable(number, id, viewer)
                .filter(found -> viewer.has(Role.SUPERVISOR))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            withdrawals.withdraw(document, viewer, reason);
            redirect.addFlashAttribute("done", "已撤回，并已通知%s".formatted(document.recipientName()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            redirect.addFlashAttribute("reason", reason);
        }
        return "redirect:" + document.path();
    }
}

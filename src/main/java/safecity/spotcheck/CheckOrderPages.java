package safecity.spotcheck;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.bulk.Bulk;
import safecity.bulk.BulkAct;
import safecity.identity.Person;

/** 派抽查 of many items. Only the office orders checks. */
@Controller
class CheckOrderPages {

    private static final BulkAct ACT = BulkAct.changing("派抽查", "/check-orders");

    private final CheckOrdering ordering;
    private final Bulk bulk;

    CheckOrderPages(CheckOrdering ordering, Bulk bulk) {
        this.ordering = ordering;
        this.bulk = bulk;
    }

    /** Shows what ordering checks of the chosen items would do. */
    @GetMapping("/check-orders")
    String preview(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Bulk.requireOffice(viewer);
        model.addAttribute("bulk", bulk.preview(ACT, numbers, back, viewer, ordering::preview));
        model.addAttribute("longest", CheckOrdering.LONGEST_REASON);
        return "check-orders/preview";
    }

    /** Orders the checks, each for itself. */
    @PostMapping("/check-orders")
    String order(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Bulk.requireOffice(viewer);
        String said = Bulk.said(reason);
        if (said.isEmpty() || said.length() > CheckOrdering.LONGEST_REASON) {
            redirect.addFlashAttribute("reason", said);
            return bulk.complain(
                    ACT, numbers, back, "请填写抽查事由，最多 %d 字，专家组现场抽查时看到".formatted(CheckOrdering.LONGEST_REASON), redirect);
        }
        return bulk.carryOut(ACT, numbers, back, viewer, redirect, item -> ordering.order(item.number(), said, viewer));
    }
}

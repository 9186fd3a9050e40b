package safecity.document;

import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.document.DocumentKind.ByHand;
import safecity.document.HandDrafts.Wish;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Items;

/** 发文 from an item's page: the office drafts a document by hand. For everybody else there is no such page. */
@Controller
class HandDraftPages {

    private static final Set<ByHand> OF_AN_ITEM = Set.of(ByHand.ITEM);

    private final HandDrafts drafts;
    private final DocumentRegister register;
    private final Items items;

    HandDraftPages(HandDrafts drafts, DocumentRegister register, Items items) {
        this.drafts = drafts;
        this.register = register;
        this.items = items;
    }

    @GetMapping("/items/{number}/documents/new")
    String form(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        Item item = writable(number, viewer);
        return page(item, new Wish("", item.leadUnit(), "", "", ""), model);
    }

    /** Drafts the document and shows it; what cannot be drafted is said above the form, which keeps what was filled in. */
    @PostMapping("/items/{number}/documents/new")
    String draft(
            @PathVariable("number") String number,
            @ModelAttribute("wish") Wish wish,
            @AuthenticationPrincipal Person viewer,
            Model model,
            RedirectAttributes redirect) {
        Item item = writable(number, viewer);
        Wish filled = wish.orEmpty();
        try {
            long id = drafts.draft(item.id(), filled, viewer, OF_AN_ITEM, "", Map.of());
            redirect.addFlashAttribute("done", "已拟稿，等待签发");
            return "redirect:" + register.find(id).path();
        } catch (Refused refused) {
            model.addAttribute("complaint", refused.getMessage());
            return page(item, filled, model);
        }
    }

    private String page(Item item, Wish wish, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("wish", wish);
        model.addAttribute("kinds", drafts.kinds(OF_AN_ITEM));
        model.addAttribute("units", drafts.recipients());
        model.addAttribute("action", "/items/%s/documents/new".formatted(item.number()));
        model.addAttribute("back", "/items/" + item.number());
        return "documents/new";
    }

    private Item writable(String number, Person viewer) {
        return items.findVisible(number, viewer)
                .filter(item -> viewer.has(Role.SUPERVISOR))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

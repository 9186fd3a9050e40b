package safecity.supervision;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.document.DocumentRegister;
import safecity.document.HandDrafts.Wish;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;

/** 发文 from a listing's card: the office drafts a document by hand that names the listing. For everybody else there is no such page. */
@Controller
class ListingLetterPages {

    private final ListingLetters letters;
    private final Listings listings;
    private final DocumentRegister register;

    ListingLetterPages(ListingLetters letters, Listings listings, DocumentRegister register) {
        this.letters = letters;
        this.listings = listings;
        this.register = register;
    }

    @GetMapping("/listings/{id:\\d{1,18}}/documents/new")
    String form(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, Model model) {
        Listing listing = writable(id, viewer);
        String unit = listings.itemOf(id).leadUnit();
        return page(listing, new Wish("", unit, "", "", ""), letters.publicTitle(listing), viewer, model);
    }

    /** Drafts the document and shows it; what cannot be drafted is said above the form, which keeps what was filled in. */
    @PostMapping("/listings/{id:\\d{1,18}}/documents/new")
    String draft(
            @PathVariable("id") long id,
            @ModelAttribute("wish") Wish wish,
            @RequestParam(name = "publicTitle", defaultValue = "") String title,
            @AuthenticationPrincipal Person viewer,
            Model model,
            RedirectAttributes redirect) {
        Listing listing = writable(id, viewer);
        Wish filled = wish.orEmpty();
        try {
            long document = letters.draftByHand(listing, filled, title, viewer);
            redirect.addFlashAttribute("done", "已拟稿，等待签发");
            return "redirect:" + register.find(document).path();
        } catch (Refused refused) {
            model.addAttribute("complaint", refused.getMessage());
            return page(listing, filled, title, viewer, model);
        }
    }

    private String page(Listing listing, Wish wish, String title, Person viewer, Model model) {
        model.addAttribute("item", listings.itemOf(listing.id()));
        model.addAttribute("wish", wish);
        model.addAttribute("publicTitle", title);
        model.addAttribute("kinds", letters.kindsFor(listing, viewer));
        model.addAttribute("units", letters.recipients());
        model.addAttribute("action", "/listings/%d/documents/new".formatted(listing.id()));
        model.addAttribute("back", "/listings/" + listing.id());
        return "documents/new";
    }

    private Listing writable(long id, Person viewer) {
        return listings.findVisible(id, viewer)
                .filter(listing -> viewer.has(Role.SUPERVISOR) && listing.number() != null)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

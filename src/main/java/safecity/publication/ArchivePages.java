package safecity.publication;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.unit.Units;

/** 公示档案: everything that was published, for the office, which can withdraw a notice from the card of its listing. */
@Controller
class ArchivePages {

    private static final int PAGE_SIZE = 50;

    private final Notices notices;

    ArchivePages(Notices notices) {
        this.notices = notices;
    }

    @GetMapping("/publications")
    String archive(
            @RequestParam(name = "page", defaultValue = "") String page,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireOffice(viewer);
        Pages pages = Pages.of(notices.countArchive(), PAGE_SIZE, page);
        model.addAttribute("publications", notices.archive(pages.first(), PAGE_SIZE));
        model.addAttribute("pages", pages);
        return "publications/archive";
    }

    /** What the card of a listing says of its notice. To others than the office it says no more than the public page. */
    @GetMapping("/publications/{number}")
    String ofListing(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        Optional<Publication> found = notices.find(number);
        model.addAttribute("publication", found.orElse(null));
        model.addAttribute("office", office(viewer));
        return "publications/of-listing :: publication";
    }

    @PostMapping("/publications/{number}/withdrawal")
    String withdraw(
            @PathVariable("number") String number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireOffice(viewer);
        Publication publication = notices.find(number).orElseThrow(ArchivePages::notFound);
        try {
            notices.withdraw(publication, viewer, reason);
            redirect.addFlashAttribute("done", "公告已撤下，公示页不再显示，公示档案中仍可查到");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        redirect.addAttribute("number", number);
        return "redirect:/listings/{number}";
    }

    private static boolean office(Person viewer) {
        return viewer.worksFor(Units.OFFICE);
    }

    private static void requireOffice(Person viewer) {
        if (!office(viewer)) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

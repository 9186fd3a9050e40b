package safecity.supervision;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.CurrentSteps;
import safecity.unit.Units;

/** 更正公告: the office begins on the card of a listing to publish a withdrawn notice anew, and goes on in the task. */
@Controller
class CorrectionPages {

    private final Listings listings;
    private final NoticeCorrections corrections;
    private final CurrentSteps steps;

    CorrectionPages(Listings listings, NoticeCorrections corrections, CurrentSteps steps) {
        this.listings = listings;
        this.corrections = corrections;
        this.steps = steps;
    }

    @PostMapping("/listings/{number:GP-\\d{4}-\\d{3,6}}/correction")
    String correct(
            @PathVariable("number") String number,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = listings.idOf(number)
                .flatMap(id -> listings.findVisible(id, viewer))
                .filter(found -> Units.OFFICE.equals(viewer.unit()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            corrections.ask(listing, viewer.login());
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:/listings/" + number;
        }
        String task = steps.of(listings.itemOf(listing.id()).number()).stream()
                .filter(step -> step.element().equals("correctNotice"))
                .findFirst()
                .orElseThrow()
                .taskId();
        return "redirect:/camunda/app/tasklist/default/#/?task=" + task;
    }
}

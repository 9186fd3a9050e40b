package safecity.supervision;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.CurrentSteps;
import safecity.unit.Units;

/**
 * What the office begins on the card of a listing besides: to publish a withdrawn notice anew, to change one of the team that accepts, and to record
 * that the listing was handed over.
 */
@Controller
class CardPages {

    private final Listings listings;
    private final NoticeCorrections corrections;
    private final ListingDesk desk;
    private final Teams teams;
    private final CurrentSteps steps;

    CardPages(Listings listings, NoticeCorrections corrections, ListingDesk desk, Teams teams, CurrentSteps steps) {
        this.listings = listings;
        this.corrections = corrections;
        this.desk = desk;
        this.teams = teams;
        this.steps = steps;
    }

    @PostMapping("/listings/{number:GP-\\d{4}-\\d{3,6}}/correction")
    String correct(
            @PathVariable("number") String number,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = ofOffice(number, viewer);
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

    @PostMapping("/listings/{number:GP-\\d{4}-\\d{3,6}}/transfer")
    String handOver(
            @PathVariable("number") String number,
            @RequestParam(defaultValue = "") String toUnit,
            @RequestParam(defaultValue = "") String documentNo,
            @RequestParam(defaultValue = "") String handedOn,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "false") boolean ends,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = ofOffice(number, viewer);
        try {
            desk.handOver(listing, viewer, toUnit, documentNo, handedOn, receipt, ends);
            redirect.addFlashAttribute("done", ends ? "已登记移送，挂牌督办终止" : "已登记移送，继续挂牌督办");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return "redirect:/listings/" + number;
    }

    @PostMapping("/listings/{number:GP-\\d{4}-\\d{3,6}}/team")
    String changeTeam(
            @PathVariable("number") String number,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = ofOffice(number, viewer);
        try {
            teams.change(listing, viewer, from, to);
            redirect.addFlashAttribute("done", "验收组成员已更换，验收任务已转给新成员");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return "redirect:/listings/" + number + "#acceptance";
    }

    private Listing ofOffice(String number, Person viewer) {
        return listings.idOf(number)
                .flatMap(id -> listings.findVisible(id, viewer))
                .filter(found -> viewer.worksFor(Units.OFFICE))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

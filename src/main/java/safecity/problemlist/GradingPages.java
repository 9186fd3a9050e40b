package safecity.problemlist;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.unit.Unit;
import safecity.unit.Units;

/** Saves one row of a list that is being graded, as soon as the office changes it. */
@Controller
class GradingPages {

    private final ProblemLists lists;
    private final ListRows rows;
    private final GradingDesk desk;
    private final Units units;

    GradingPages(ProblemLists lists, ListRows rows, GradingDesk desk, Units units) {
        this.lists = lists;
        this.rows = rows;
        this.desk = desk;
        this.units = units;
    }

    @PostMapping("/lists/{id}/rows/{rowId}/grade")
    String grade(
            @AuthenticationPrincipal Person viewer,
            @PathVariable long id,
            @PathVariable long rowId,
            @RequestParam(defaultValue = "") String grade,
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = "") String deadline,
            @RequestParam(defaultValue = "") String verifier,
            Model model) {
        ListPages.requireOffice(viewer);
        ProblemList list = lists.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        StoredRow row = rows.find(id, rowId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            row = desk.answer(list, rowId, grade, lead, deadline, verifier);
            model.addAttribute("saved", true);
        } catch (Refused refused) {
            model.addAttribute("rowComplaint", refused.getMessage());
        }
        Map<String, String> names = units.all().stream().collect(Collectors.toMap(Unit::code, Unit::shortName));
        model.addAttribute("list", list);
        model.addAttribute("row", row);
        model.addAttribute("names", names);
        model.addAttribute("leads", desk.leads());
        model.addAttribute("reviewTask", desk.openReview(list));
        return "lists/graded :: graded";
    }
}

package safecity.problem;

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
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.unit.Units;

/** 转办 of many items. Only the office passes on. */
@Controller
class PassOnPages {

    private static final BulkAct ACT = BulkAct.changing("转办", "/pass-on");

    private final PassOn passOn;
    private final Bulk bulk;
    private final Units units;

    PassOnPages(PassOn passOn, Bulk bulk, Units units) {
        this.passOn = passOn;
        this.bulk = bulk;
        this.units = units;
    }

    /** Shows what passing the chosen items on would do. */
    @GetMapping("/pass-on")
    String preview(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Bulk.requireOffice(viewer);
        model.addAttribute(
                "bulk",
                bulk.preview(ACT, numbers, back, viewer, item -> passOn.preview(item, unit.isEmpty() ? null : unit)));
        model.addAttribute("longest", PassOn.LONGEST_REASON);
        model.addAttribute("unit", unit);
        model.addAttribute(
                "units",
                units.all().stream()
                        .filter(each -> units.canBeResponsible(each.code()))
                        .toList());
        return "pass-on/preview";
    }

    /** Passes the items on, each for itself. */
    @PostMapping("/pass-on")
    String passOn(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Bulk.requireOffice(viewer);
        String said = Bulk.said(reason);
        try {
            passOn.requireUnit(unit);
            if (said.isEmpty() || said.length() > PassOn.LONGEST_REASON) {
                throw new Refused("请填写转办理由，最多 %d 字，新单位签收时看到".formatted(PassOn.LONGEST_REASON));
            }
        } catch (Refused refused) {
            redirect.addFlashAttribute("reason", said);
            redirect.addAttribute("unit", unit);
            return bulk.complain(ACT, numbers, back, String.valueOf(refused.getMessage()), redirect);
        }
        return bulk.carryOut(
                ACT, numbers, back, viewer, redirect, item -> passOn.passOn(item.number(), unit, said, viewer));
    }
}

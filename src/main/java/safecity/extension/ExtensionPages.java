package safecity.extension;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** 延期 on the page of an item. What a person may not see is not found; who only takes part may look, but not ask. */
@Controller
@RequestMapping("/items/{number}/extensions")
class ExtensionPages {

    private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

    private final Items items;
    private final ExtensionDesk desk;

    ExtensionPages(Items items, ExtensionDesk desk) {
        this.items = items;
        this.desk = desk;
    }

    /** The requests of the item, and the button. */
    @GetMapping
    String requests(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        model.addAttribute("view", desk.view(visible(number, viewer), viewer));
        return "extension/requests";
    }

    /** Begins a request and leads to its form in Tasklist. */
    @PostMapping
    String start(
            @PathVariable("number") String number,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Item item = visible(number, viewer);
        if (!viewer.worksFor(item.leadUnit())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            return "redirect:" + TASK + desk.start(item, viewer);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:/items/" + item.number() + "#deadlines";
        }
    }

    private Item visible(String number, Person viewer) {
        return items.findVisible(number, viewer).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

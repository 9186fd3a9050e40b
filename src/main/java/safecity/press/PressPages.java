package safecity.press;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.bulk.Bulk;
import safecity.bulk.BulkAct;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;

/** 催办: of many items, and the presses of one item. Only the office presses. */
@Controller
class PressPages {

    private static final BulkAct ACT = BulkAct.changing("催办", "/press");

    private final Pressing pressing;
    private final Presses presses;
    private final Bulk bulk;
    private final Items items;
    private final Clock clock;
    private final DateTimeFormatter minute;

    PressPages(Pressing pressing, Presses presses, Bulk bulk, Items items, Clock clock) {
        this.pressing = pressing;
        this.presses = presses;
        this.bulk = bulk;
        this.items = items;
        this.clock = clock;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    /** The presses of an item, for those who may see the item. */
    @GetMapping("/items/{number}/presses")
    String ofItem(
            @PathVariable("number") String number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Item item =
                items.findVisible(number, viewer).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Press> all = presses.of(item.id());
        model.addAttribute("item", item);
        model.addAttribute("presses", all);
        model.addAttribute(
                "unsigned", all.stream().filter(press -> !press.signed()).count());
        model.addAttribute("closed", item.status() == Status.CLOSED);
        model.addAttribute("minute", minute);
        return htmx == null ? "press/item" : "press/item :: presses";
    }

    /** Shows what pressing the chosen items would do. */
    @GetMapping("/press")
    String preview(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Bulk.requireOffice(viewer);
        model.addAttribute("bulk", bulk.preview(ACT, numbers, back, viewer, pressing::preview));
        model.addAttribute("day", pressing.day());
        model.addAttribute("dayOff", !pressing.day().equals(LocalDate.now(clock)));
        model.addAttribute("longest", Pressing.LONGEST_WORDS);
        return "press/preview";
    }

    /** Presses the items, each for itself. */
    @PostMapping("/press")
    String press(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "words", defaultValue = "") String words,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Bulk.requireOffice(viewer);
        String said = Bulk.said(words);
        if (said.length() > Pressing.LONGEST_WORDS) {
            redirect.addFlashAttribute("words", said);
            return bulk.complain(ACT, numbers, back, "催办内容最多 %d 字，请删减后再催办".formatted(Pressing.LONGEST_WORDS), redirect);
        }
        return bulk.carryOut(ACT, numbers, back, viewer, redirect, item -> pressing.press(item.number(), said, viewer));
    }
}

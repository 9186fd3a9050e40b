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
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;

/** 催办: what will happen to each item, then what happened; and the presses of one item. Only the office presses. */
@Controller
class PressPages {

    /** As many as a page of the list shows at most. */
    private static final int MOST_ITEMS = 100;

    private final Pressing pressing;
    private final Presses presses;
    private final Items items;
    private final Clock clock;
    private final DateTimeFormatter minute;

    PressPages(Pressing pressing, Presses presses, Items items, Clock clock) {
        this.pressing = pressing;
        this.presses = presses;
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
        Item item = items.findVisible(number, viewer).orElseThrow(PressPages::notFound);
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
        requireOffice(viewer);
        List<String> chosen = chosen(numbers);
        List<Pressing.Row> rows =
                chosen.stream().map(number -> pressing.preview(number, viewer)).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("pressable", rows.stream().filter(Pressing.Row::done).count());
        model.addAttribute(
                "tooMany", chosen.size() < numbers.stream().distinct().count());
        model.addAttribute("most", MOST_ITEMS);
        model.addAttribute("day", pressing.day());
        model.addAttribute("dayOff", !pressing.day().equals(LocalDate.now(clock)));
        model.addAttribute("longest", Pressing.LONGEST_WORDS);
        model.addAttribute("back", ownPath(back));
        return "press/preview";
    }

    /** Presses the items, each for itself, and shows what became of each. */
    @PostMapping("/press")
    String press(
            @RequestParam(name = "item", defaultValue = "") List<String> numbers,
            @RequestParam(name = "words", defaultValue = "") String words,
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireOffice(viewer);
        String said = words.replaceAll("\\r\\n?", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", "")
                .strip();
        if (said.length() > Pressing.LONGEST_WORDS) {
            redirect.addFlashAttribute("complaint", "催办内容最多 %d 字，请删减后再催办".formatted(Pressing.LONGEST_WORDS));
            redirect.addFlashAttribute("words", said);
            redirect.addAttribute("item", chosen(numbers).toArray());
            redirect.addAttribute("back", ownPath(back));
            return "redirect:/press";
        }
        redirect.addFlashAttribute(
                "rows",
                chosen(numbers).stream()
                        .map(number -> press(number, said, viewer))
                        .toList());
        redirect.addAttribute("back", ownPath(back));
        return "redirect:/press/done";
    }

    private Pressing.Row press(String number, String words, Person by) {
        try {
            return pressing.press(number, words, by);
        } catch (Refused refused) {
            return new Pressing.Row(
                    number, pressing.preview(number, by).title(), false, String.valueOf(refused.getMessage()));
        }
    }

    /** What became of each item; without its result, as after a reload, only the way back. */
    @GetMapping("/press/done")
    String done(
            @RequestParam(name = "back", defaultValue = "/items") String back,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireOffice(viewer);
        model.addAttribute("back", ownPath(back));
        return "press/done";
    }

    private static List<String> chosen(List<String> numbers) {
        return numbers.stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .distinct()
                .limit(MOST_ITEMS)
                .toList();
    }

    /** Leads nowhere but to the list or an item of ours. */
    private static String ownPath(String path) {
        return path.matches("/items([/?][^\\\\\\s]*)?") ? path : "/items";
    }

    private static void requireOffice(Person viewer) {
        if (!viewer.has(Role.SUPERVISOR)) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

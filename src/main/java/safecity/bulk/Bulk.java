package safecity.bulk;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Items;

/** Does something to the items that somebody chose, each for itself: one that is refused or not there leaves the others as they are. */
@Component
public class Bulk {

    /** As many as a page of the list shows at most. */
    static final int MOST_ITEMS = 100;

    private final Items items;

    Bulk(Items items) {
        this.items = items;
    }

    /** What is done to an item, or would be. */
    @FunctionalInterface
    public interface Work {

        /**
         * Returns what was done, or would be, in words.
         *
         * @throws Refused if it cannot be done
         */
        String on(Item item);
    }

    /** Says what an act would do to each of the chosen items, in their order. */
    public BulkPreview preview(BulkAct act, List<String> numbers, String back, Person viewer, Work work) {
        boolean tooMany = numbers.stream().distinct().count() > MOST_ITEMS;
        return new BulkPreview(act, rows(numbers, viewer, work), tooMany, ownPath(back));
    }

    /** Does it to each of the chosen items; returns the way to the page that says what became of each. */
    public String carryOut(
            BulkAct act, List<String> numbers, String back, Person by, RedirectAttributes redirect, Work work) {
        redirect.addFlashAttribute("act", act.name());
        redirect.addFlashAttribute("rows", rows(numbers, by, work));
        redirect.addAttribute("back", ownPath(back));
        return "redirect:/bulk/done";
    }

    /** Returns the way back to the preview, with the same items and a word on what is wrong with the rest of the form. */
    public String complain(
            BulkAct act, List<String> numbers, String back, String complaint, RedirectAttributes redirect) {
        redirect.addFlashAttribute("complaint", complaint);
        redirect.addAttribute("item", chosen(numbers).toArray());
        redirect.addAttribute("back", ownPath(back));
        return "redirect:" + act.path();
    }

    /** Returns the numbers chosen, each once, and no more than are done at once. */
    public static List<String> chosen(List<String> numbers) {
        return numbers.stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .distinct()
                .limit(MOST_ITEMS)
                .toList();
    }

    /** Returns what somebody typed into a box of several lines, without characters that nobody sees. */
    public static String said(String typed) {
        return typed.replaceAll("\\r\\n?", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", "")
                .strip();
    }

    /** Lets the office alone go on; for all others there is no such page. */
    public static void requireOffice(Person viewer) {
        if (!viewer.has(Role.SUPERVISOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** Leads nowhere but to the list or an item of ours. */
    static String ownPath(String path) {
        return path.matches("/items([/?][^\\\\\\s]*)?") ? path : "/items";
    }

    private List<BulkRow> rows(List<String> numbers, Person viewer, Work work) {
        return chosen(numbers).stream()
                .map(number -> items.findVisible(number, viewer)
                        .map(item -> row(item, work))
                        .orElseGet(() -> new BulkRow(number, "", false, "没有这个问题，请核对编号")))
                .toList();
    }

    private static BulkRow row(Item item, Work work) {
        try {
            return new BulkRow(item.number(), item.title(), true, work.on(item));
        } catch (Refused refused) {
            return new BulkRow(item.number(), item.title(), false, String.valueOf(refused.getMessage()));
        }
    }
}

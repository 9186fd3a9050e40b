package safecity.supervision;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.audit.AuditTrail;
import safecity.engine.Answer;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;
import safecity.supervision.ListingBoard.Card;
import safecity.workbook.TableWorkbook;

/** 挂牌督办: the board, the ledger, the card of a listing, and its part of an item's page. What a person may not see is not found. */
@Controller
class ListingPages {

    private static final String COMPLAINT = "complaint";
    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final ListingBoard board;
    private final ListingFile file;
    private final Listings listings;
    private final ListingDesk desk;
    private final Items items;
    private final CurrentSteps steps;
    private final AuditTrail audit;
    private final Clock clock;

    ListingPages(
            ListingBoard board,
            ListingFile file,
            Listings listings,
            ListingDesk desk,
            Items items,
            CurrentSteps steps,
            AuditTrail audit,
            Clock clock) {
        this.board = board;
        this.file = file;
        this.listings = listings;
        this.desk = desk;
        this.items = items;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/listings")
    String board(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Person viewer, Model model) {
        requireWork(viewer);
        ListingFilter filter = ListingFilter.of(parameters);
        List<Card> cards = board.find(filter, viewer);
        model.addAttribute("filter", filter);
        model.addAttribute("columns", filter.narrows() ? ListingBoard.allColumns(cards) : ListingBoard.columns(cards));
        model.addAttribute("total", cards.size());
        return "listings/board";
    }

    @GetMapping("/listings/ledger")
    String ledger(@AuthenticationPrincipal Person viewer, Model model) {
        requireWork(viewer);
        List<Card> cards = board.all(viewer);
        model.addAttribute("cards", cards);
        model.addAttribute("quarters", ListingBoard.quarters(cards));
        return "listings/ledger";
    }

    @GetMapping("/listings/ledger.xlsx")
    ResponseEntity<byte[]> workbook(@AuthenticationPrincipal Person viewer) {
        requireWork(viewer);
        List<Card> cards = board.all(viewer);
        audit.record(viewer, "导出", "挂牌督办台账", "%d 行".formatted(cards.size()));
        ContentDisposition name = ContentDisposition.attachment()
                .filename("挂牌督办台账.xlsx", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(WORKBOOK)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(ListingWorkbook.of(cards, TableWorkbook.line(viewer.office(), LocalDate.now(clock))));
    }

    @GetMapping("/listings/{key:GP-\\d{4}-\\d{3,6}|\\d{1,18}}")
    String card(@PathVariable("key") String key, @AuthenticationPrincipal Person viewer, Model model) {
        model.addAttribute(
                "file", idOf(key).flatMap(id -> file.find(id, viewer)).orElseThrow(ListingPages::notFound));
        return "listings/listing";
    }

    private Optional<Long> idOf(String key) {
        return key.startsWith("GP") ? listings.idOf(key) : Optional.of(Long.parseLong(key));
    }

    /** What an item's page says of its listings, and the button that begins a proposal. */
    @GetMapping("/items/{number}/listing")
    String ofItem(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        Item item = visible(number, viewer);
        model.addAttribute("item", item);
        model.addAttribute("listings", listings.of(item.id()));
        model.addAttribute("mayPropose", desk.mayPropose(item, viewer));
        return "listings/of-item :: listings";
    }

    /** Begins a proposal and leads to its task. */
    @PostMapping("/items/{number}/listing")
    String open(
            @PathVariable("number") String number,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Item item = visible(number, viewer);
        require(desk.proposes(item, viewer));
        try {
            desk.open(item, viewer);
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/listings";
        }
        String task = steps.of(number).stream()
                .filter(step -> step.element().equals("propose"))
                .findFirst()
                .orElseThrow()
                .taskId();
        return "redirect:/camunda/app/tasklist/default/#/?task=" + task;
    }

    @PostMapping("/listings/{id:\\d{1,18}}/objection")
    String object(
            @PathVariable("id") long id,
            @RequestParam(defaultValue = "") String grounds,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = listings.findVisible(id, viewer).orElseThrow(ListingPages::notFound);
        require(desk.objects(listing, viewer));
        try {
            desk.object(listing, viewer, Answer.required(grounds, "请填写申请复核的理由"));
            redirect.addFlashAttribute("done", "已申请复核，由领导小组复核");
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
        }
        return "redirect:/listings/" + id;
    }

    @PostMapping("/listings/{id:\\d{1,18}}/rebound")
    String rebound(
            @PathVariable("id") long id,
            @RequestParam(defaultValue = "") String finding,
            @RequestParam(defaultValue = "") String deadline,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Listing listing = listings.findVisible(id, viewer).orElseThrow(ListingPages::notFound);
        require(desk.reportsRebounds(viewer));
        try {
            desk.reportRebound(listing, viewer, Answer.required(finding, "请填写反弹情况"), Days.of(deadline, "整改期限"));
            redirect.addFlashAttribute("done", "已重新挂牌");
            return "redirect:/listings/" + listings.of(listing.itemId()).get(0).id();
        } catch (Refused refused) {
            redirect.addFlashAttribute(COMPLAINT, refused.getMessage());
            return "redirect:/listings/" + id;
        }
    }

    private Item visible(String number, Person viewer) {
        return items.findVisible(number, viewer).orElseThrow(ListingPages::notFound);
    }

    /** Refuses whoever sees the thing, and is not the one to do this with it, whatever its state. */
    private static void require(boolean may) {
        if (!may) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private static void requireWork(Person viewer) {
        if (!viewer.readsItems()) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

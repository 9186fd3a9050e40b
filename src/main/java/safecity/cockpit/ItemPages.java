package safecity.cockpit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Lamp;
import safecity.item.Part;
import safecity.item.Status;
import safecity.notice.ReadMarks;
import safecity.unit.MainTasks;
import safecity.unit.Unit;
import safecity.unit.Units;

/** The list of items and the page of an item. What a person may not see is not found. */
@Controller
class ItemPages {

    private final Items items;
    private final ItemList list;
    private final ItemFile file;
    private final CaseDrawings drawings;
    private final Units units;
    private final ReadMarks readMarks;
    private final Preferences preferences;
    private final MainTasks mainTasks;
    private final Sources sources;
    private final Related related;

    ItemPages(
            Items items,
            ItemList list,
            ItemFile file,
            CaseDrawings drawings,
            Units units,
            ReadMarks readMarks,
            Preferences preferences,
            MainTasks mainTasks,
            Sources sources,
            Related related) {
        this.items = items;
        this.list = list;
        this.file = file;
        this.drawings = drawings;
        this.units = units;
        this.readMarks = readMarks;
        this.preferences = preferences;
        this.mainTasks = mainTasks;
        this.sources = sources;
        this.related = related;
    }

    @GetMapping("/items")
    String list(
            @RequestParam Map<String, String> parameters,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        if (!viewer.readsItems()) {
            throw notFound();
        }
        if (parameters.isEmpty()) {
            Optional<String> opening = preferences.opening(viewer.login());
            if (opening.isPresent()) {
                return "redirect:/items?" + opening.get();
            }
        }
        ItemFilter filter = ItemFilter.of(parameters);
        List<Unit> all = units.all();
        model.addAttribute("filter", filter);
        model.addAttribute("dateComplaints", ItemParameters.complaints(parameters));
        model.addAttribute("result", list.find(filter, viewer));
        model.addAttribute("chips", Chips.of(filter, all));
        model.addAttribute("units", all);
        model.addAttribute(
                "localities", all.stream().filter(ItemPages::isLocality).toList());
        model.addAttribute("statuses", Status.values());
        model.addAttribute("grades", Grade.values());
        model.addAttribute("lamps", Lamp.values());
        model.addAttribute("views", View.values());
        model.addAttribute("sizes", ItemFilter.SIZES);
        model.addAttribute("tasks", mainTasks.all());
        model.addAttribute("sources", sources.of(viewer));
        model.addAttribute("parts", Part.values());
        model.addAttribute("listingStates", ListingState.values());
        Set<Column> columns = preferences.columns(viewer.login());
        model.addAttribute("columns", columns);
        model.addAttribute(
                "shows", Arrays.stream(Column.values()).collect(Collectors.toMap(Column::name, columns::contains)));
        model.addAttribute("allColumns", Column.values());
        model.addAttribute("savedViews", preferences.views(viewer.login()));
        return htmx == null ? "items/list" : "items/list :: list";
    }

    @GetMapping("/items/{number}")
    String item(
            @PathVariable("number") String number,
            @RequestParam(name = "diagram", required = false) @Nullable String instance,
            @RequestParam(name = "notice", required = false) @Nullable Long notice,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        ItemFile.Content found = file.find(number, viewer).orElseThrow(ItemPages::notFound);
        if (notice != null) {
            readMarks.mark(notice, found.item().id(), viewer);
        }
        model.addAttribute("file", found);
        model.addAttribute("drawing", drawings.of(number, instance, viewer).orElse(null));
        return "items/item";
    }

    /** What the list shows of an item beside itself: the time limit, the open tasks, the latest events, and the way on. */
    @GetMapping("/items/{number}/summary")
    String summary(
            @PathVariable("number") String number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        model.addAttribute("file", file.find(number, viewer).orElseThrow(ItemPages::notFound));
        return htmx == null ? "redirect:/items/" + number : "items/summary :: summary";
    }

    /** Items that have to do with one. */
    @GetMapping("/items/{number}/related")
    String related(
            @PathVariable("number") String number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Item item = items.findVisible(number, viewer).orElseThrow(ItemPages::notFound);
        model.addAttribute("item", item);
        model.addAttribute("groups", related.of(item, viewer));
        return htmx == null ? "items/related" : "items/related :: groups";
    }

    /** The BPMN of a process of the item, for {@code <bpmn-view>}. */
    @GetMapping("/items/{number}/diagrams/{instance}.bpmn")
    ResponseEntity<byte[]> diagram(
            @PathVariable("number") String number,
            @PathVariable("instance") String instance,
            @AuthenticationPrincipal Person viewer) {
        String xml = items.findVisible(number, viewer)
                .flatMap(item -> drawings.xml(item.number(), instance))
                .orElseThrow(ItemPages::notFound);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
                .body(xml.getBytes(StandardCharsets.UTF_8));
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static boolean isLocality(Unit unit) {
        return List.of("town", "subdistrict", "base").contains(unit.kind());
    }
}

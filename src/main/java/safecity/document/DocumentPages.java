package safecity.document;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import safecity.engine.OpenTasks;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Items;

/** 文书: the register, the documents of an item, and a document as it is read and printed. What a person may not read is not found. */
@Controller
class DocumentPages {

    private final DocumentRegister register;
    private final LetterWriter writer;
    private final LetterPdf pdf;
    private final DocumentKinds kinds;
    private final Items items;
    private final OpenTasks tasks;
    private final CurrentSteps currentSteps;
    private final DateTimeFormatter minute;

    DocumentPages(
            DocumentRegister register,
            LetterWriter writer,
            LetterPdf pdf,
            DocumentKinds kinds,
            Items items,
            OpenTasks tasks,
            CurrentSteps currentSteps,
            Clock clock) {
        this.register = register;
        this.writer = writer;
        this.pdf = pdf;
        this.kinds = kinds;
        this.items = items;
        this.tasks = tasks;
        this.currentSteps = currentSteps;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping("/documents")
    String all(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Person viewer, Model model) {
        if (!viewer.readsItems()) {
            throw notFound();
        }
        DocumentFilter filter = DocumentFilter.of(parameters);
        model.addAttribute("filter", filter);
        model.addAttribute("result", register.find(filter, viewer));
        model.addAttribute("all", viewer.seesEverything());
        model.addAttribute("decides", kinds.all().stream().anyMatch(kind -> viewer.worksFor(kind.signer())));
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("states", viewer.seesEverything() ? List.of(DocumentState.values()) : outside());
        model.addAttribute("minute", minute);
        return "documents/register";
    }

    private static List<DocumentState> outside() {
        return List.of(DocumentState.values()).stream()
                .filter(state -> !state.internal())
                .toList();
    }

    @GetMapping("/items/{number}/documents")
    String ofItem(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer, Model model) {
        if (items.findVisible(number, viewer).isEmpty()) {
            throw notFound();
        }
        model.addAttribute("documents", register.of(number, viewer));
        model.addAttribute("number", number);
        model.addAttribute("drafts", viewer.has(Role.SUPERVISOR));
        model.addAttribute("minute", minute);
        return "documents/of-item :: list";
    }

    @GetMapping("/items/{number}/documents/{id}")
    String one(
            @PathVariable("number") String number,
            @PathVariable("id") long id,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Document document = register.findReadable(number, id, viewer).orElseThrow(DocumentPages::notFound);
        List<Reply> replies = register.replies(id);
        model.addAttribute("document", document);
        model.addAttribute("letter", viewer.opensFiles() ? writer.html(document) : null);
        model.addAttribute("pdfObstacle", pdf.obstacle().orElse(null));
        model.addAttribute("way", Station.of(document, replies));
        model.addAttribute("replies", replies);
        model.addAttribute("withdraws", document.state().open() && viewer.has(Role.SUPERVISOR));
        model.addAttribute("ownTask", ownTask(document, viewer));
        model.addAttribute("itemVisible", items.findVisible(number, viewer).isPresent());
        model.addAttribute("minute", minute);
        return "documents/one";
    }

    /** Returns the id of the document's open task if the viewer holds it, or it is free and the viewer's unit's; null otherwise. */
    private @Nullable String ownTask(Document document, Person viewer) {
        @Nullable String instance = document.instance();
        if (instance == null || document.endedAt() != null) {
            return null;
        }
        return tasks.of(instance).stream()
                .flatMap(task -> currentSteps.find(task).stream())
                .filter(step -> step.assignee() == null
                        ? viewer.worksFor(step.unit())
                        : viewer.login().equals(step.assignee()))
                .map(CurrentStep::taskId)
                .findFirst()
                .orElse(null);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

package safecity.cockpit;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;

/** 问题档案 in Tasklist: a fragment that says what a task is about. What a person may not see is not found. */
@Controller
class DossierPages {

    private final CurrentSteps currentSteps;
    private final ItemFile file;
    private final ListFile lists;

    DossierPages(CurrentSteps currentSteps, ItemFile file, ListFile lists) {
        this.currentSteps = currentSteps;
        this.file = file;
        this.lists = lists;
    }

    @GetMapping("/tasks/{taskId}/dossier")
    String dossier(@PathVariable("taskId") String taskId, @AuthenticationPrincipal Person viewer, Model model) {
        CurrentStep step = currentSteps.find(taskId).orElseThrow(ItemPages::notFound);
        if (step.businessKey().startsWith(ListFile.KEY)) {
            model.addAttribute("list", lists.find(step, viewer).orElseThrow(ItemPages::notFound));
            model.addAttribute("opens", viewer.has(Role.SUPERVISOR));
            return "items/list-dossier";
        }
        model.addAttribute("heldTask", viewer.login().equals(step.assignee()) ? taskId : null);
        model.addAttribute("colleaguesTask", step.isTakenBackBy(viewer) ? taskId : null);
        model.addAttribute("file", file.find(step.businessKey(), viewer).orElseThrow(ItemPages::notFound));
        return "items/dossier";
    }
}

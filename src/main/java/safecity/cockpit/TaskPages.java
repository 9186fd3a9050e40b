package safecity.cockpit;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;

/**
 * 办理: a task on one page that fits a phone, where Tasklist does not. The form is the task's own, drawn by the engine's form-js and sent by the browser to
 * the same address as from Tasklist; what a person may not see is not found.
 */
@Controller
class TaskPages {

    private final CurrentSteps currentSteps;
    private final ItemFile file;
    private final ListFile lists;

    TaskPages(CurrentSteps currentSteps, ItemFile file, ListFile lists) {
        this.currentSteps = currentSteps;
        this.file = file;
        this.lists = lists;
    }

    @GetMapping("/tasks/{taskId}")
    String task(@PathVariable("taskId") String taskId, @AuthenticationPrincipal Person viewer, Model model) {
        CurrentStep step = currentSteps.find(taskId).orElseThrow(ItemPages::notFound);
        if (step.businessKey().startsWith(ListFile.KEY)) {
            model.addAttribute("list", lists.find(step, viewer).orElseThrow(ItemPages::notFound));
        } else {
            model.addAttribute("file", file.find(step.businessKey(), viewer).orElseThrow(ItemPages::notFound));
        }
        model.addAttribute("step", step);
        model.addAttribute("held", viewer.login().equals(step.assignee()));
        model.addAttribute("claimable", step.assignee() == null && viewer.worksFor(step.unit()));
        return "tasks/task";
    }
}

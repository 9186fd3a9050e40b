package safecity.tasklist;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import safecity.identity.Person;

/** 我的任务, for everybody who is signed in. */
@Controller
class MyPages {

    private final MyTasks tasks;

    MyPages(MyTasks tasks) {
        this.tasks = tasks;
    }

    @GetMapping("/my")
    String my(
            @RequestParam(name = "tab", defaultValue = "") String key,
            @RequestParam(name = "done", required = false) boolean done,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        MyTab tab = MyTab.of(key);
        model.addAttribute("tab", tab);
        model.addAttribute("tabs", MyTab.values());
        model.addAttribute("counts", tasks.count(viewer));
        model.addAttribute("tasks", tab.open() ? tasks.of(tab, viewer) : List.of());
        model.addAttribute("deeds", tab.open() ? List.of() : tasks.done(viewer));
        model.addAttribute("submitted", done);
        return "tasks/my";
    }
}

package safecity.tasklist;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import safecity.identity.Person;
import safecity.notice.UnreadNotices;

/** 我的任务, for everybody who is signed in. */
@Controller
class MyPages {

    private static final int PER_PAGE = 50;
    private static final int LATEST = 5;

    private final MyTasks tasks;
    private final MyDeeds deeds;
    private final UnreadNotices notices;

    MyPages(MyTasks tasks, MyDeeds deeds, UnreadNotices notices) {
        this.tasks = tasks;
        this.deeds = deeds;
        this.notices = notices;
    }

    @GetMapping("/my")
    String my(
            @RequestParam(name = "tab", defaultValue = "") String key,
            @RequestParam(name = "page", defaultValue = "") String wanted,
            @RequestParam(name = "done", required = false) boolean done,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        MyTab tab = MyTab.of(key);
        Map<MyTab, Integer> counts = tasks.count(viewer);
        int total = tab.open() ? counts.getOrDefault(tab, 0) : deeds.count(viewer);
        int pages = Math.max(1, (total + PER_PAGE - 1) / PER_PAGE);
        int page = wanted.matches("[0-9]{1,6}") ? Math.min(Math.max(Integer.parseInt(wanted), 1), pages) : 1;
        model.addAttribute("tab", tab);
        model.addAttribute("tabs", MyTab.values());
        model.addAttribute("counts", counts);
        model.addAttribute("total", total);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("tasks", tab.open() ? tasks.page(tab, viewer, page, PER_PAGE) : List.of());
        model.addAttribute("deeds", tab.open() ? List.of() : deeds.page(viewer, page, PER_PAGE));
        model.addAttribute("notices", notices.of(viewer, LATEST));
        model.addAttribute("submitted", done);
        return "tasks/my";
    }
}

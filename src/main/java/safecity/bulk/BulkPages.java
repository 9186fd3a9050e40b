package safecity.bulk;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where every act on many items ends. */
@Controller
class BulkPages {

    /** What became of each item; without its result, as after a reload, only the way back. */
    @GetMapping("/bulk/done")
    String done(@RequestParam(name = "back", defaultValue = "/items") String back, Model model) {
        model.addAttribute("back", Bulk.ownPath(back));
        return "bulk/done";
    }
}

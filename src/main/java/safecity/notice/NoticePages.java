package safecity.notice;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.identity.Person;

/** 通知: to whom each notice went, when, what became of it, and whether it was read. */
@Controller
@RequestMapping("/notices")
class NoticePages {

    private final NoticeList list;
    private final DeadLetters deadLetters;
    private final Kinds kinds;
    private final FeedTokens feedTokens;
    private final Mailer mailer;
    private final DateTimeFormatter minute;

    NoticePages(
            NoticeList list, DeadLetters deadLetters, Kinds kinds, FeedTokens feedTokens, Mailer mailer, Clock clock) {
        this.list = list;
        this.deadLetters = deadLetters;
        this.kinds = kinds;
        this.feedTokens = feedTokens;
        this.mailer = mailer;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping
    String list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Person viewer, Model model) {
        NoticeFilter filter = NoticeFilter.of(parameters);
        model.addAttribute("filter", filter);
        model.addAttribute("result", list.find(filter, viewer));
        model.addAttribute("all", NoticeList.seesAll(viewer));
        model.addAttribute("resends", DeadLetters.resends(viewer));
        model.addAttribute("mailing", mailer.isConfigured());
        model.addAttribute("feedMadeAt", feedTokens.madeAt(viewer).orElse(null));
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("states", NoticeState.values());
        model.addAttribute("minute", minute);
        return "notices/list";
    }

    /** Sends a given-up notice again and shows the same page of the list; {@code parameters} are its filters. */
    @PostMapping("/{id}/resend")
    String resend(
            @PathVariable("id") long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        if (!DeadLetters.resends(viewer)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            deadLetters.resend(id, viewer);
            redirect.addFlashAttribute("done", "已重新排队，几秒后发送。请稍后刷新页面，查看结果");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return "redirect:" + NoticeFilter.of(parameters).url();
    }
}

package safecity.webhook;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import safecity.identity.Role;
import safecity.item.EventKinds;
import safecity.webhook.Webhook.State;

/** 系统对接, 事件推送: where events go. For the system administrator only; addresses are shown by their host, secrets once. */
@Controller
@RequestMapping("/integrations/webhooks")
class WebhookPages {

    private static final Logger log = LoggerFactory.getLogger(WebhookPages.class);

    private static final int LONGEST_NAME = 40;
    private static final String PAGE = "redirect:/integrations/webhooks";

    private final Webhooks webhooks;
    private final WebhookGate gate;
    private final EventKinds kinds;
    private final DateTimeFormatter minute;

    WebhookPages(Webhooks webhooks, WebhookGate gate, EventKinds kinds, Clock clock) {
        this.webhooks = webhooks;
        this.gate = gate;
        this.kinds = kinds;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    @GetMapping
    String list(@AuthenticationPrincipal Person viewer, Model model) {
        requireAdministrator(viewer);
        model.addAttribute("webhooks", webhooks.all());
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("minute", minute);
        return "integrations/webhooks";
    }

    @PostMapping
    String add(
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "url", defaultValue = "") String url,
            @RequestParam(name = "kinds", defaultValue = "") List<String> chosen,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireAdministrator(viewer);
        try {
            List<String> known =
                    chosen.stream().filter(kind -> kinds.of(kind).isPresent()).toList();
            redirect.addFlashAttribute("secret", webhooks.add(name(name), address(url), known, viewer));
            log.info("{} added a webhook", viewer);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
        }
        return PAGE;
    }

    /** Switches on or off; on also means to send again what was given up. */
    @PostMapping("/{id}/switch")
    String turn(
            @PathVariable("id") long id,
            @RequestParam("on") boolean on,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        Webhook webhook = require(id, viewer);
        webhooks.turn(id, on ? State.ON : State.OFF, viewer);
        log.info("{} switched {} {}", viewer, webhook, on ? "on" : "off");
        redirect.addFlashAttribute(
                "done",
                on
                        ? "“%s”已启用，从停下的地方接着推送，停用期间的事件不会漏".formatted(webhook.name())
                        : "“%s”已停用，事件留着，启用后接着推送".formatted(webhook.name()));
        return PAGE;
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        Webhook webhook = require(id, viewer);
        webhooks.turn(id, State.REMOVED, viewer);
        log.info("{} removed {}", viewer, webhook);
        redirect.addFlashAttribute("done", "已不再向“%s”推送".formatted(webhook.name()));
        return PAGE;
    }

    private static String name(String text) {
        String name = text.replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Refused("请填写接收系统的名称，最多 %d 字".formatted(LONGEST_NAME));
        }
        return name;
    }

    private String address(String text) {
        if (text.isBlank()) {
            throw new Refused("请填写接收端地址，以 https:// 开头");
        }
        return gate.require(text).toString();
    }

    private Webhook require(long id, Person viewer) {
        requireAdministrator(viewer);
        return webhooks.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static void requireAdministrator(Person viewer) {
        if (!viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

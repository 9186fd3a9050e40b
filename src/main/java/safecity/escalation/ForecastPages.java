package safecity.escalation;

import java.io.IOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Items;

/** 将要发生 of an item, for everybody who may see it; and the trial of a changed table, for designers and the office. */
@Controller
class ForecastPages {

    private final Forecast forecast;
    private final Trial trial;
    private final Items items;
    private final Clock clock;

    ForecastPages(Forecast forecast, Trial trial, Items items, Clock clock) {
        this.forecast = forecast;
        this.trial = trial;
        this.items = items;
        this.clock = clock;
    }

    @GetMapping("/items/{number}/forecast")
    String forecast(
            @PathVariable("number") String number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        Item item =
                items.findVisible(number, viewer).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("item", item);
        model.addAttribute("prospects", forecast.of(item, viewer));
        model.addAttribute("minute", minute());
        return htmx == null ? "escalation/forecast" : "escalation/forecast :: prospects";
    }

    @GetMapping("/ladder")
    String ladder(@AuthenticationPrincipal Person viewer) {
        requireDesigner(viewer);
        return "escalation/trial";
    }

    @PostMapping("/ladder")
    String trial(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "number", defaultValue = "") String number,
            @AuthenticationPrincipal Person viewer,
            Model model)
            throws IOException {
        requireDesigner(viewer);
        model.addAttribute("minute", minute());
        model.addAttribute("number", number);
        model.addAttribute("links", viewer.seesEverything());
        try {
            if (file == null || file.isEmpty()) {
                throw new Refused("请先选择 escalation.dmn 或 taskwatch.dmn；选了的话，文件是空的");
            }
            String table = tableOf(file.getOriginalFilename());
            model.addAttribute("table", table);
            model.addAttribute("outcome", trial.of(table, file.getBytes(), number.strip()));
        } catch (Refused refused) {
            model.addAttribute("complaint", refused.getMessage());
        }
        return "escalation/trial";
    }

    private static String tableOf(@Nullable String fileName) {
        String name = fileName == null ? "" : fileName;
        if (name.startsWith("escalation")) {
            return "escalation";
        }
        if (name.startsWith("taskwatch")) {
            return "taskwatch";
        }
        throw new Refused("文件“%s”不是升级规则，请选择改过的 escalation.dmn（问题的各档）或 taskwatch.dmn（任务的各档）".formatted(name));
    }

    private static void requireDesigner(Person viewer) {
        if (!viewer.has(Role.DESIGNER) && !viewer.has(Role.SUPERVISOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private DateTimeFormatter minute() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }
}

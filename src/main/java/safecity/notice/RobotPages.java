package safecity.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
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

/** 群机器人: where notices go beside the mails. For the system administrator only; addresses and secrets go in and never come out. */
@Controller
@RequestMapping("/robots")
class RobotPages {

    private static final Logger log = LoggerFactory.getLogger(RobotPages.class);

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_SECRET = 200;

    private final Robots robots;
    private final RobotGate gate;
    private final RobotClient client;
    private final Kinds kinds;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final DateTimeFormatter minute;

    RobotPages(
            Robots robots,
            RobotGate gate,
            RobotClient client,
            Kinds kinds,
            TransactionTemplate transaction,
            Clock clock) {
        this.robots = robots;
        this.gate = gate;
        this.client = client;
        this.kinds = kinds;
        this.transaction = transaction;
        this.clock = clock;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    /** All robots, and the form for a new one or for the one to change. */
    @GetMapping
    String list(
            @RequestParam(name = "change", required = false) @Nullable Long change,
            @AuthenticationPrincipal Person viewer,
            Model model) {
        requireAdministrator(viewer);
        @Nullable Robot changed = change == null ? null : require(change);
        model.addAttribute("robots", robots.all());
        model.addAttribute("changed", changed);
        model.addAttribute("products", Robot.Kind.values());
        model.addAttribute("kinds", offered());
        model.addAttribute("minute", minute);
        return "notices/robots";
    }

    /** Keeps a robot; an empty address or secret of one that is there already leaves it as it is. */
    @PostMapping
    String keep(
            @RequestParam(name = "id", defaultValue = "0") long id,
            @RequestParam("name") String name,
            @RequestParam("kind") String kind,
            @RequestParam(name = "url", defaultValue = "") String url,
            @RequestParam(name = "secret", defaultValue = "") String secret,
            @RequestParam(name = "kinds", defaultValue = "") List<String> chosen,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireAdministrator(viewer);
        @Nullable Robot before = id == 0 ? null : require(id);
        return attempt("/robots" + (id == 0 ? "" : "?change=" + id), redirect, () -> {
            Robot robot = new Robot(
                    id,
                    name(name),
                    product(kind),
                    address(url, before),
                    secret(secret, before),
                    chosen(chosen),
                    false,
                    viewer.login(),
                    Instant.EPOCH);
            long kept = robots.keep(robot, viewer);
            log.info("{} changed robot {}", viewer, kept);
            return before == null ? "已保存，目前停用。请先点“测试”，群里收到后再启用" : "已保存";
        });
    }

    @PostMapping("/{id}/switch")
    String turn(
            @PathVariable("id") long id,
            @RequestParam("on") boolean on,
            @AuthenticationPrincipal Person viewer,
            RedirectAttributes redirect) {
        requireAdministrator(viewer);
        Robot robot = require(id);
        robots.turn(id, on, viewer);
        log.info("{} switched robot {} {}", viewer, id, on ? "on" : "off");
        redirect.addFlashAttribute("done", "“%s”已%s".formatted(robot.name(), on ? "启用" : "停用，未发出的通知留在通知页"));
        return "redirect:/robots";
    }

    /** Sends a message that says it is a test, and says what the robot answered. */
    @PostMapping("/{id}/test")
    String test(@PathVariable("id") long id, @AuthenticationPrincipal Person viewer, RedirectAttributes redirect) {
        requireAdministrator(viewer);
        Robot robot = require(id);
        return attempt("/robots", redirect, () -> {
            if (!Boolean.TRUE.equals(transaction.execute(status -> robots.count(id)))) {
                throw new Refused("这个机器人一分钟内已发 %d 条，请过一分钟再测试".formatted(Robots.POSTS_A_MINUTE));
            }
            try {
                client.post(
                        robot,
                        new RobotMessage("创安督办测试消息 " + minute.format(clock.instant()) + "，收到即表示机器人可用", List.of()));
            } catch (RobotClient.NotSent failure) {
                throw new Refused("“%s”没有收下测试消息。%s".formatted(robot.name(), failure.getMessage()));
            }
            return "“%s”已收下测试消息，请到群里核对".formatted(robot.name());
        });
    }

    private static String attempt(String back, RedirectAttributes redirect, Supplier<String> work) {
        try {
            redirect.addFlashAttribute("done", work.get());
            return "redirect:/robots";
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return "redirect:" + back;
        }
    }

    private static String name(String text) {
        String name = text.replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Refused("请填写机器人名称，最多 %d 字".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static Robot.Kind product(String text) {
        return Arrays.stream(Robot.Kind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused("请选择机器人的种类"));
    }

    private String address(String text, @Nullable Robot before) {
        if (text.isBlank() && before != null) {
            return before.url();
        }
        if (text.isBlank()) {
            throw new Refused("请填写机器人地址，从群设置里完整复制");
        }
        return gate.require(text).toString();
    }

    private static @Nullable String secret(String text, @Nullable Robot before) {
        String secret = text.strip();
        if (secret.length() > LONGEST_SECRET) {
            throw new Refused("加签密钥太长，请从群设置里重新复制");
        }
        return !secret.isEmpty() ? secret : before == null ? null : before.secret();
    }

    private List<String> chosen(List<String> names) {
        List<String> known =
                offered().stream().map(Kinds.Kind::name).filter(names::contains).toList();
        if (known.isEmpty()) {
            throw new Refused("请至少选择一种通知");
        }
        return known;
    }

    /** The kinds that are about an item; a mail that carries others is a person's own. */
    private List<Kinds.Kind> offered() {
        return kinds.all().stream()
                .filter(kind -> !List.of(Digest.KIND, Bundles.KIND).contains(kind.name()))
                .toList();
    }

    private Robot require(long id) {
        return robots.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static void requireAdministrator(Person viewer) {
        if (!viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}

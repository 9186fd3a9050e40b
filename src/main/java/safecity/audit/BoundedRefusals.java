package safecity.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import safecity.throttle.Throttle;

/**
 * 被拒与失败: of one person, or of one address where nobody is signed in, the first {@code safecity.audit-denials} of a kind within
 * {@code safecity.audit-window} are recorded one by one; when the window is over, one entry says how many more there were. So nobody can fill a trail
 * that nobody may clean, or hold up those who want to commit. Each node counts for itself.
 */
@Component
class BoundedRefusals {

    private static final Logger log = LoggerFactory.getLogger(BoundedRefusals.class);

    private final AuditTrail audit;
    private final Clock clock;
    private final int singly;
    private final Duration window;
    private final int sources;
    private final DateTimeFormatter second;
    private final Map<Source, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

    BoundedRefusals(
            AuditTrail audit,
            Clock clock,
            @Value("${safecity.audit-denials}") int singly,
            @Value("${safecity.audit-window}") Duration window,
            @Value("${safecity.addresses}") int sources) {
        this.audit = audit;
        this.clock = clock;
        this.singly = singly;
        this.window = window;
        this.sources = sources;
        this.second = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(clock.getZone());
    }

    private record Source(String act, Outcome outcome, String who) {

        /** Who has not proved to be somebody counts by the address. */
        static Source of(Draft draft) {
            boolean signedIn =
                    draft.outcome() == Outcome.DENIED && !draft.login().isEmpty();
            return new Source(
                    draft.act(), draft.outcome(), signedIn ? draft.login() : Throttle.network(draft.address()));
        }
    }

    private static final class Window {

        private final Instant begin;
        private int recorded;
        private int more;
        private Draft last;

        Window(Instant begin, Draft first) {
            this.begin = begin;
            this.last = first;
        }
    }

    /** Records a refusal or a failure, or counts it. A refusal is recorded in a transaction of its own: the one of the attempt is rolled back. */
    void record(Draft draft) {
        List<Window> over = new ArrayList<>();
        boolean recorded;
        synchronized (this) {
            Source source = Source.of(draft);
            Window current = windows.get(source);
            if (current == null || isOver(current)) {
                if (current != null) {
                    over.add(current);
                }
                current = new Window(clock.instant(), draft);
                windows.put(source, current);
                if (windows.size() > sources) {
                    Iterator<Window> eldest = windows.values().iterator();
                    over.add(eldest.next());
                    eldest.remove();
                }
            }
            current.last = draft;
            recorded = current.recorded < singly;
            if (recorded) {
                current.recorded++;
            } else if (++current.more == 1) {
                log.warn("Too many refusals of {}: they are counted from now on", source.who());
            }
        }
        over.forEach(this::sumUp);
        if (recorded && draft.outcome() == Outcome.DENIED) {
            audit.writeAlone(draft);
        } else if (recorded) {
            audit.add(draft);
        }
    }

    /** Sums up what is over. */
    @Scheduled(fixedDelayString = "${safecity.audit-window}")
    void sumUp() {
        List<Window> over = new ArrayList<>();
        synchronized (this) {
            windows.values().removeIf(each -> isOver(each) && over.add(each));
        }
        over.forEach(this::sumUp);
    }

    @PreDestroy
    void sumUpAll() {
        List<Window> all;
        synchronized (this) {
            all = List.copyOf(windows.values());
            windows.clear();
        }
        all.forEach(this::sumUp);
    }

    private void sumUp(Window over) {
        if (over.more > 0) {
            Draft last = over.last;
            boolean person = last.outcome() == Outcome.DENIED && !last.login().isEmpty();
            audit.writeAlone(new Draft(
                    clock.instant(),
                    last.node(),
                    person ? last.login() : "",
                    person ? last.name() : "未登录",
                    person ? last.roles() : "",
                    person ? last.unit() : "",
                    last.address(),
                    last.act(),
                    "",
                    last.outcome(),
                    "此后同类 %d 次未逐条记录（%s 至 %s）".formatted(over.more, second.format(over.begin), second.format(last.at())),
                    ""));
        }
    }

    private boolean isOver(Window each) {
        Instant now = clock.instant();
        return now.isBefore(each.begin) || !now.isBefore(each.begin.plus(window));
    }
}

package safecity.escalation;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.Decisions.Table;
import safecity.engine.Refused;
import safecity.escalation.Ladder.Ahead;
import safecity.escalation.Watches.Running;
import safecity.item.CountedDeadlines;

/** 试算: what a changed table would do to the open items, before anybody puts it into force. Changes nothing. */
@Component
class Trial {

    private static final int ITEMS_SHOWN = 100;

    private final Decisions decisions;
    private final Watches watches;
    private final WatchedTasks tasks;
    private final CountedDeadlines deadlines;
    private final Forecast forecast;
    private final WorkingDays workingDays;
    private final Clock clock;

    Trial(
            Decisions decisions,
            Watches watches,
            WatchedTasks tasks,
            CountedDeadlines deadlines,
            Forecast forecast,
            WorkingDays workingDays,
            Clock clock) {
        this.decisions = decisions;
        this.watches = watches;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.forecast = forecast;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /**
     * What a draft would change.
     *
     * @param items   open items whose clock runs
     * @param changed how many of them would see something else ahead of them
     * @param atOnce  how many would be told something as soon as the draft is in force, that they would not be told now
     * @param shown   the first of those that change, by number
     */
    record Outcome(int items, int changed, int atOnce, List<Difference> shown) {}

    /**
     * What changes for one item.
     *
     * @param gone what would no longer fire
     * @param come what would fire instead
     */
    record Difference(String number, List<Prospect> gone, List<Prospect> come) {}

    /**
     * Tries a draft.
     *
     * @param table  {@code escalation} or {@code taskwatch}
     * @param number the only item to try it on; empty for all
     * @throws Refused if the draft is no such table, or a row of it cannot be understood
     */
    @Transactional(readOnly = true)
    Outcome of(String table, byte[] dmn, String number) {
        Table draft = decisions.draft(table, dmn);
        Ladder before = new Ladder(decisions::inForce, workingDays);
        Ladder after = new Ladder(name -> name.equals(table) ? draft : decisions.inForce(name), workingDays);
        Map<Long, CountedDeadlines.Standing> standings = deadlines.standings(workingDays).stream()
                .collect(Collectors.toMap(CountedDeadlines.Standing::itemId, Function.identity()));
        Map<String, List<WatchedTask>> open = tasks.all();
        Instant now = clock.instant();
        List<Running> running = watches.running().stream()
                .filter(each -> number.isEmpty() || each.number().equals(number))
                .toList();
        if (running.isEmpty() && !number.isEmpty()) {
            throw new Refused("没有正在计时的问题“%s”，请核对编号；已销号和挂账的问题不会触发".formatted(number));
        }
        List<Difference> shown = new ArrayList<>();
        int changed = 0;
        int atOnce = 0;
        for (Running each : running) {
            CountedDeadlines.@Nullable Standing item = standings.get(each.itemId());
            if (item == null) {
                continue;
            }
            Watched watched = new Watched(
                    item.grade(),
                    each.listed(),
                    each.since(),
                    item.before(),
                    each.behind(),
                    open.getOrDefault(each.number(), List.of()));
            boolean enters = each.watch().next() == null;
            List<Ahead> gone = before.everything(watched, now, enters);
            List<Ahead> come = understood(table, () -> after.everything(watched, now, enters));
            if (gone.equals(come)) {
                continue;
            }
            changed++;
            List<Ahead> news =
                    come.stream().filter(ahead -> !gone.contains(ahead)).toList();
            atOnce += news.stream().anyMatch(ahead -> !ahead.at().isAfter(now)) ? 1 : 0;
            if (shown.size() < ITEMS_SHOWN) {
                List<Ahead> olds =
                        gone.stream().filter(ahead -> !come.contains(ahead)).toList();
                shown.add(new Difference(each.number(), words(each, olds), understood(table, () -> words(each, news))));
            }
        }
        return new Outcome(running.size(), changed, atOnce, shown);
    }

    private List<Prospect> words(Running item, List<Ahead> all) {
        return all.stream()
                .map(ahead -> forecast.prospect(item.itemId(), ahead))
                .toList();
    }

    /** What the tables' readers find wrong with a row is said as it is; what Java finds wrong with its values, in one sentence. */
    private static <T> T understood(String table, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalStateException wrong) {
            throw new Refused(Objects.toString(wrong.getMessage(), ""));
        } catch (ClassCastException | DateTimeException | IllegalArgumentException wrong) {
            throw new Refused("%s.dmn 有一格的值不对：%s。数值列填整数，时刻写成 08:30，灯色用 BLUE、YELLOW、ORANGE、RED"
                    .formatted(table, wrong.getMessage()));
        }
    }
}

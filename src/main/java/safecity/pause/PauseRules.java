package safecity.pause;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.Decisions;
import safecity.engine.Refused;
import safecity.item.Item;

/** Whether an item may be paused, and until when: what {@code pause.dmn} says, and that there is one request at a time. */
@Component
class PauseRules {

    private final Decisions decisions;
    private final Pauses pauses;
    private final WorkingDays workingDays;

    PauseRules(Decisions decisions, Pauses pauses, WorkingDays workingDays) {
        this.decisions = decisions;
        this.pauses = pauses;
        this.workingDays = workingDays;
    }

    /**
     * The row of {@code pause.dmn} that holds for an item.
     *
     * @param whyNot              why it may not be paused; empty if it may
     * @param longestWorkingDays  how long a pause may last
     * @param mostTimes           how many pauses an item may have
     * @param reminderWorkingDays how long before the review date the office is reminded
     */
    record Rule(boolean mayPause, String whyNot, int longestWorkingDays, int mostTimes, int reminderWorkingDays) {}

    /** Returns what holds for an item on a day. */
    Rule ruleOf(Item item, LocalDate today) {
        Map<String, Object> row = decisions
                .inForce("pause")
                .row(Map.of(
                        "status", item.status().name(),
                        "overdue", item.overdueOn(today),
                        "grade", item.grade().name()));
        return new Rule(
                (Boolean) value(row, "mayPause"),
                (String) value(row, "whyNot"),
                ((Number) value(row, "longestWorkingDays")).intValue(),
                ((Number) value(row, "mostTimes")).intValue(),
                ((Number) value(row, "reminderWorkingDays")).intValue());
    }

    /**
     * Returns why an item may not be paused on a day, in Chinese for the user; null if it may.
     *
     * @param own the request that asks; null if there is none yet
     */
    @Nullable
    String obstacle(Item item, @Nullable Long own, LocalDate today) {
        if (item.pausedOn() != null) {
            return "正在挂账，计时已暂停";
        }
        List<Pause> all = pauses.of(item.id());
        for (Pause other : all) {
            if (other.open() && (own == null || other.id() != own)) {
                return "已有一项挂账申请（%s），不能同时再申请".formatted(other.state().label());
            }
        }
        Rule rule = ruleOf(item, today);
        if (!rule.mayPause()) {
            return rule.whyNot();
        }
        long granted = all.stream().filter(Pause::granted).count();
        return granted < rule.mostTimes() ? null : "已挂账 %d 次，每个问题最多 %d 次".formatted(granted, rule.mostTimes());
    }

    /**
     * Makes sure that an item may be paused, at the wish of the unit that is responsible now.
     *
     * @throws Refused if it may not
     */
    void requireAllowed(Item item, Pause own, LocalDate today) {
        @Nullable String obstacle = obstacle(item, own.id(), today);
        if (obstacle != null) {
            throw new Refused("%s %s".formatted(item.number(), obstacle));
        }
        if (!own.unit().equals(item.leadUnit())) {
            throw new Refused("%s 已改由其他单位承办，这项挂账申请不再有效".formatted(item.number()));
        }
    }

    /**
     * Returns the review date that somebody wrote.
     *
     * @throws Refused if it is no date, no working day, not after today, or too late
     */
    LocalDate reviewDay(@Nullable String written, Item item, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(Answer.required(written, "请填写复核日期"));
        } catch (DateTimeParseException unreadable) {
            throw new Refused("复核日期“%s”不是日期，请按 2020-09-30 的格式填写".formatted(written));
        }
        if (!day.isAfter(today)) {
            throw new Refused("复核日期 %s 不晚于今天，请填写今天以后的工作日".formatted(day));
        }
        int longest = ruleOf(item, today).longestWorkingDays();
        LocalDate latest = workingDays.shift(today, longest);
        if (day.isAfter(latest)) {
            throw new Refused("复核日期 %s 太晚，一次挂账最长 %d 个工作日，请填写不晚于 %s 的工作日".formatted(day, longest, latest));
        }
        if (!workingDays.isWorkingDay(day)) {
            throw new Refused("复核日期 %s 是休息日，请改为工作日，例如 %s".formatted(day, workingDays.shift(day, -1)));
        }
        return day;
    }

    private static Object value(Map<String, Object> row, String output) {
        Object value = row.get(output);
        if (value == null) {
            throw new IllegalStateException("pause.dmn 有一行没有填“%s”：%s".formatted(output, row));
        }
        return value;
    }
}

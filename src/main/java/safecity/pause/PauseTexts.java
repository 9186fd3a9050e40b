package safecity.pause;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.FormText;
import safecity.item.Item;

/** What the forms say before they ask, and what the timeline says afterwards. */
@Component
class PauseTexts {

    private final Pauses pauses;
    private final PauseRules rules;
    private final WorkingDays workingDays;

    PauseTexts(Pauses pauses, PauseRules rules, WorkingDays workingDays) {
        this.pauses = pauses;
        this.rules = rules;
        this.workingDays = workingDays;
    }

    /** Returns what holds for the item, for whoever asks. */
    String conditions(Item item, LocalDate today) {
        PauseRules.Rule rule = rules.ruleOf(item, today);
        if (!rule.mayPause()) {
            return rule.whyNot();
        }
        Deadline latest = workingDays.deadline(today, rule.longestWorkingDays());
        return "现行时限 %s。一次挂账最长 %d 个工作日，复核日期最晚 %s%s；每个问题最多 %d 次，已挂账 %d 次。"
                .formatted(
                        item.approvedDeadline(),
                        rule.longestWorkingDays(),
                        latest.day(),
                        latest.provisional() ? "（暂定）" : "",
                        rule.mostTimes(),
                        granted(item));
    }

    /** Returns the request, for whoever decides. */
    String request(Item item, Pause pause, LocalDate today) {
        return """
                **原因类别**：%s

                **情况说明**：%s

                **挂账期间的管控措施**：%s

                **申请的复核日期**：%s

                现行时限 %s，剩余 %d 个工作日；此前已挂账 %d 次。""".formatted(
                        FormText.quoted(pause.category()),
                        FormText.quoted(pause.explanation()),
                        FormText.quoted(pause.controls()),
                        pause.reviewOn(),
                        item.approvedDeadline(),
                        Math.max(0, workingDays.remaining(today, item.approvedDeadline())),
                        granted(item));
    }

    /** Returns what became of the deadline when the clock went on, for the timeline. */
    String resumed(Item before, LocalDate deadline, int days) {
        return days == 0
                ? "现行时限仍为 %s。".formatted(deadline)
                : "现行时限由 %s 顺延 %d 个工作日至 %s。".formatted(before.approvedDeadline(), days, deadline);
    }

    private long granted(Item item) {
        return pauses.of(item.id()).stream().filter(Pause::granted).count();
    }
}

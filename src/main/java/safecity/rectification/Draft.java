package safecity.rectification;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.item.Grade;
import safecity.item.Item;

/** What the form of a plan shows, as text; the components are the fields of {@code rectification-preparePlan.form}. */
public record Draft(String goal, String measures, String person, String finishOn, String funds, String contingency) {

    static Draft of(Plan plan) {
        return new Draft(
                plan.goal(),
                plan.measures(),
                plan.person(),
                plan.finishOn().toString(),
                plan.funds(),
                plan.contingency());
    }

    /** Starts from what the list asks for; the day is left open once the item's deadline has passed. */
    static Draft of(Item item, LocalDate today) {
        LocalDate deadline = item.approvedDeadline();
        String finishOn = today.isAfter(deadline) ? "" : deadline.toString();
        return new Draft(item.goal(), item.measures(), item.person(), finishOn, "", "");
    }

    /**
     * Returns the plan that these words make: goal, measures, person and day are mandatory, for a major hazard funds and contingency too (the plan of
     * 2020, part 3 (四); 五落实).
     *
     * @throws Refused if something is missing, or the day is not a day between today and the item's deadline
     */
    Plan checked(int version, String submittedBy, Item item, LocalDate today) {
        if (item.grade() == Grade.MAJOR) {
            Answer.required(funds, "重大隐患的整改方案必须写明资金保障，请填写“资金保障”");
            Answer.required(contingency, "重大隐患的整改方案必须写明应急预案，请填写“应急预案”");
        }
        return new Plan(
                version,
                Answer.required(goal, "请填写整改目标"),
                Answer.required(measures, "请填写整改措施"),
                Answer.required(person, "请填写责任人"),
                finishDay(item, today),
                funds,
                contingency,
                submittedBy,
                null,
                null);
    }

    private LocalDate finishDay(Item item, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(Answer.required(finishOn, "请填写完成时限"));
        } catch (DateTimeParseException unreadable) {
            throw new Refused("完成时限“%s”不是日期，请按 2020-09-30 的格式填写".formatted(finishOn));
        }
        boolean stillInTime = item.pausedOn() == null && !today.isAfter(item.approvedDeadline());
        if (stillInTime && day.isAfter(item.approvedDeadline())) {
            throw new Refused("完成时限 %s 晚于整改时限 %s，请改为不晚于整改时限的日期".formatted(day, item.approvedDeadline()));
        }
        if (day.isBefore(today)) {
            throw new Refused("完成时限 %s 已经过去，请填写今天或以后的日期".formatted(day));
        }
        return day;
    }

    /** Returns the plan as text for the form of whoever reviews it. */
    String asText() {
        return """
                **整改目标**：%s

                **整改措施**：%s

                **责任人**：%s

                **完成时限**：%s

                **资金保障**：%s

                **应急预案**：%s""".formatted(
                        FormText.quoted(goal),
                        FormText.quoted(measures),
                        FormText.quoted(person),
                        finishOn,
                        orNone(funds),
                        orNone(contingency));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "—" : FormText.quoted(text);
    }
}

package safecity.extension;

import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.FormText;
import safecity.identity.People;
import safecity.item.Item;
import safecity.unit.Units;

/** What the forms of a request show above their fields, as Markdown; words of a person are quoted. */
@Component
class ExtensionTexts {

    private final ExtensionRules rules;
    private final WorkingDays workingDays;
    private final Units units;
    private final People people;

    ExtensionTexts(ExtensionRules rules, WorkingDays workingDays, Units units, People people) {
        this.rules = rules;
        this.workingDays = workingDays;
        this.units = units;
        this.people = people;
    }

    /** Says until when more time may be asked, how often and how much. */
    String conditions(Item item) {
        return """
                **现行时限**　%s%s

                **最晚提出**　%s（含当日）

                **最多可申请**　%d 个工作日（%s）""".formatted(
                        item.approvedDeadline(),
                        original(item),
                        rules.lastDayToAsk(item),
                        rules.mostDays(item),
                        rules.terms(item).limits());
    }

    /** Says what is asked for, why, and what the supervising unit thinks. */
    String request(Item item, Extension extension) {
        int days = extension.askedDays() == null ? 0 : extension.askedDays();
        String asker = extension.askedBy() == null
                ? ""
                : people.require(extension.askedBy()).displayName();
        String opinion = extension.supported() == null
                ? ""
                : "\n\n**督办单位意见**　%s\n\n%s"
                        .formatted(extension.supported() ? "同意延期" : "不同意延期", FormText.quoted(extension.opinion()));
        return """
                **申请**　%s申请延期 %d 个工作日（%s 提出）：现行时限 %s%s，全部批准后为 %s

                **最多可批准**　%d 个工作日（%s）

                **延期原因**

                %s

                **临时管控措施**

                %s""".formatted(
                        units.byCode(extension.unit()).shortName(),
                        days,
                        FormText.quoted(asker),
                        item.approvedDeadline(),
                        original(item),
                        workingDays.deadline(item.approvedDeadline(), days).day(),
                        Math.min(days, rules.mostDays(item)),
                        rules.terms(item).limits(),
                        FormText.quoted(extension.reason()),
                        FormText.quoted(extension.controlMeasures()))
                + opinion;
    }

    private static String original(Item item) {
        return item.originalDeadline().equals(item.approvedDeadline())
                ? ""
                : "（原定 %s）".formatted(item.originalDeadline());
    }
}

package safecity.press;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.item.ItemLog;

/** 催办: what {@code press.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("press")
public class PressSteps {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingDays.ZONE);

    private final Presses presses;
    private final ItemLog timeline;
    private final WorkingDays workingDays;
    private final Clock clock;

    PressSteps(Presses presses, ItemLog timeline, WorkingDays workingDays, Clock clock) {
        this.presses = presses;
        this.timeline = timeline;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Returns the code of the unit pressed. */
    public String pressedUnit(long pressId) {
        return presses.find(pressId).unit();
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(today(), days);
    }

    /** Returns what the unit has not signed for yet, the latest first, for the top of the form. */
    public String pressText(long pressId) {
        List<Press> unsigned = presses.unsignedUntil(pressId);
        String heading = unsigned.size() == 1 ? "" : "**共有 %d 次催办未签收，一并签收**\n\n".formatted(unsigned.size());
        return heading
                + unsigned.stream()
                        .map(press -> "**%s %s催办“%s”**\n\n%s"
                                .formatted(
                                        MINUTE.format(press.pressedAt()),
                                        FormText.quoted(press.pressedBy()),
                                        FormText.quoted(press.step()),
                                        press.words().isEmpty() ? "请抓紧办理。" : FormText.quoted(press.words())))
                        .collect(Collectors.joining("\n\n"));
    }

    /** Signs for the press and for those before it that the unit left unsigned. */
    public void signForPress(
            long problemId, long pressId, String by, @Nullable String answer, @Nullable String expectedOn) {
        String said = Answer.required(answer, "请填写办理情况说明：办到哪一步，有什么困难");
        LocalDate expected = day(Answer.required(expectedOn, "请填写预计完成时间"));
        if (expected.isBefore(today())) {
            throw new Refused("预计完成时间 %s 已经过去，请填写今天或以后的日期".formatted(expected));
        }
        presses.hold(problemId);
        if (presses.sign(pressId, by, said, expected) == 0) {
            throw new Refused("创安办刚刚再次催办，请刷新任务列表，签收最新的一次");
        }
        timeline.append(problemId, by, "签收催办", "预计 %s 前完成：%s".formatted(expected, said));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw new Refused("预计完成时间“%s”不是日期，请按 2020-09-30 的格式填写".formatted(text));
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

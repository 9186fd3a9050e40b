package safecity.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.CountedDues;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Refused;
import safecity.item.ItemLog;
import safecity.item.TaskDues;
import safecity.supervision.Objections.Open;

/** Last days for the answers to challenges under another calendar, where the timetable counts them in working days. */
@Component
@Order(4)
class CountedObjections implements CountedDates, CountedDues {

    private static final String WHAT = "答复复核";

    private final Objections objections;
    private final TaskDues dues;
    private final ItemLog log;

    CountedObjections(Objections objections, TaskDues dues, ItemLog log) {
        this.objections = objections;
        this.dues = dues;
        this.log = log;
    }

    private static LocalDate under(Open open, WorkingDays then) {
        return then.deadline(open.raisedOn(), open.workingDays()).day();
    }

    private List<Open> moved(WorkingDays then) {
        return objections.openByWorkingDays().stream()
                .filter(open -> !under(open, then).equals(open.due()))
                .toList();
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        return moved(then).stream().map(open -> move(open, under(open, then))).toList();
    }

    private static Move move(Open open, LocalDate after) {
        return new Move(
                Move.Kind.OBJECTION,
                Long.toString(open.id()),
                open.number(),
                WHAT,
                open.raisedOn(),
                after.isAfter(open.due()) ? after : open.due(),
                WorkingDays.endOf(open.due()),
                WorkingDays.endOf(after),
                false,
                false,
                "");
    }

    @Override
    public Map<String, Instant> movedDues(WorkingDays then) {
        Map<String, Instant> moved = new HashMap<>();
        for (Open open : moved(then)) {
            dues.idsOnRow(open.number(), Objections.row(open.id()))
                    .forEach(task -> moved.put(task, WorkingDays.endOf(under(open, then))));
        }
        return moved;
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        Map<Long, Open> open = new HashMap<>();
        objections.openByWorkingDays().forEach(each -> open.put(each.id(), each));
        for (Move move : moves) {
            if (move.kind() == Move.Kind.OBJECTION) {
                Open challenge = open.get(Long.parseLong(move.key()));
                if (challenge == null || !objections.redate(challenge.id(), move.dayBefore(), move.dayAfter())) {
                    throw new Refused("%s 的“%s”刚刚办结或改期，没有调整任何期限。请重新预览".formatted(move.number(), move.what()));
                }
                dues.moveRow(move.number(), Objections.row(challenge.id()), move.dayAfter());
                log.append(
                        challenge.itemId(),
                        by,
                        "日历调整",
                        "“%s”的期限由 %s 调整为 %s。原因：%s"
                                .formatted(move.what(), move.dayBefore(), move.dayAfter(), move.why()));
            }
        }
    }
}

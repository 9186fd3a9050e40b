package safecity.problemlist;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.Refused;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Grade;
import safecity.item.Verifier;
import safecity.problemlist.ProblemList.Status;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 核对定级: what the office may change of a row, and only while the task {@code reviewGrades} is open. */
@Component
class GradingDesk {

    private static final Set<String> NEVER_LEAD = Set.of("leading_group", "office", "experts");
    private static final int LAST_YEAR = 2100;

    private final ListRows rows;
    private final Grading grading;
    private final CurrentSteps steps;
    private final Units units;
    private final WorkingDays calendar;
    private final Clock clock;

    GradingDesk(ListRows rows, Grading grading, CurrentSteps steps, Units units, WorkingDays calendar, Clock clock) {
        this.rows = rows;
        this.grading = grading;
        this.steps = steps;
        this.units = units;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The open task in which the list is graded; null if there is none. */
    @Nullable
    CurrentStep openReview(ProblemList list) {
        if (list.status() != Status.GRADING) {
            return null;
        }
        return steps.of(list.businessKey()).stream()
                .filter(step -> step.element().equals("reviewGrades"))
                .findFirst()
                .orElse(null);
    }

    /** Units that may lead, in the order of the directory. */
    List<Unit> leads() {
        return units.all().stream()
                .filter(unit -> !NEVER_LEAD.contains(unit.kind()))
                .toList();
    }

    /**
     * Keeps what the office decided on a row.
     *
     * @return the row as it stands now
     * @throws Refused if a value is not allowed, or the list is not being graded any more
     */
    @Transactional
    public StoredRow answer(ProblemList list, long rowId, String grade, String lead, String deadline, String verifier) {
        StoredRow row = rows.find(list.id(), rowId).orElseThrow(() -> new Refused("该行不在清单里，请刷新页面"));
        if (openReview(list) == null) {
            throw new Refused(
                    "清单现为“%s”，不能再改。需要修改的，请在签发时退回核对".formatted(list.status().label()));
        }
        Map<String, Unit> leads = leads().stream().collect(Collectors.toMap(Unit::code, unit -> unit));
        if (!leads.containsKey(lead)) {
            throw new Refused("请选择牵头责任单位");
        }
        LocalDate given = day(deadline);
        boolean asProposed = row.counting() != null && given.equals(row.deadline());
        Deadline day = asProposed ? new Deadline(given, row.provisional()) : calendar.of(given);
        Verifier who = verifierOf(verifier);
        if (who == Verifier.LOCALITY && row.locality() == null) {
            throw new Refused("该行没有属地，不能由属地核查，请选区创安办");
        }
        if (who == Verifier.LOCALITY && lead.equals(row.locality())) {
            throw new Refused("属地就是牵头单位，不能自己核查，请选区创安办");
        }
        boolean expired = day.day().isBefore(LocalDate.now(clock));
        if (!grading.answer(
                list.id(),
                rowId,
                new Grading.Answer(
                        gradeOf(grade),
                        lead,
                        day.day(),
                        day.provisional(),
                        asProposed ? row.counting() : null,
                        expired,
                        who))) {
            throw new Refused("该行刚刚被改动或不再导入，请刷新页面");
        }
        return rows.find(list.id(), rowId).orElseThrow();
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException impossible) {
            // told below
        }
        throw new Refused(text.isBlank() ? "请填写整改时限" : "整改时限“%s”不是日期，请填如 2020-09-30".formatted(text));
    }

    private static Grade gradeOf(String name) {
        for (Grade grade : Grade.values()) {
            if (grade.name().equals(name)) {
                return grade;
            }
        }
        throw new Refused("请选择等级：一般或重大");
    }

    private static Verifier verifierOf(String name) {
        for (Verifier verifier : Verifier.values()) {
            if (verifier.name().equals(name)) {
                return verifier;
            }
        }
        throw new Refused("请选择核查单位");
    }
}

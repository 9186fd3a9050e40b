package safecity.cockpit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.item.Grade;
import safecity.item.Status;
import safecity.item.TimeLimit;

/**
 * All that a workbook or another system is told of an item; see {@link safecity.item.Item} for the fields that they share.
 *
 * @param lead        responsible unit
 * @param cooperating units that help, in the order of the directory
 * @param limit       as of today
 * @param closedOn    day of closing in Asia/Shanghai; null while it is open
 * @param steps       open tasks, the oldest first
 * @param plan        newest plan of rectification; null while there is none
 * @param pressed     how often it was pressed for
 * @param pressedOn   when last; null if never
 */
public record ItemRecord(
        long id,
        String number,
        String title,
        String description,
        String source,
        String place,
        @Nullable Named locality,
        @Nullable Integer mainTask,
        Grade grade,
        Named lead,
        List<Named> cooperating,
        String goal,
        String measures,
        String person,
        String phone,
        String remark,
        Status status,
        int round,
        TimeLimit limit,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant closedAt,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate pausedOn,
        List<ItemRow.Step> steps,
        @Nullable Plan plan,
        int pressed,
        @Nullable LocalDate pressedOn) {

    /** A unit by its code and its short name. */
    public record Named(String code, String name) {}

    /** What the responsible unit plans, in the words of 五落实. */
    public record Plan(
            String goal, String measures, String person, LocalDate finishOn, String funds, String contingency) {}
}

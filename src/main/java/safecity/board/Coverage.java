package safecity.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.item.Lamp;
import safecity.item.Lamps;
import safecity.unit.MainTask;
import safecity.unit.MainTasks;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 任务×单位: where problems of the 22 main tasks were found and where nobody looked yet. */
@Repository
class Coverage {

    private final JdbcClient jdbc;
    private final MainTasks mainTasks;
    private final Units units;
    private final Lamps lamps;
    private final Clock clock;

    Coverage(JdbcClient jdbc, MainTasks mainTasks, Units units, Lamps lamps, Clock clock) {
        this.jdbc = jdbc;
        this.mainTasks = mainTasks;
        this.units = units;
        this.lamps = lamps;
        this.clock = clock;
    }

    /**
     * What was found of a task at a unit.
     *
     * @param lamp        the most urgent one of the items; null if there are none
     * @param open        items not closed
     * @param total       all items
     * @param responsible whether the plan makes the unit responsible for the task
     */
    record Cell(Unit unit, @Nullable Lamp lamp, int open, int total, boolean responsible) {}

    /** A task with a cell for each unit, in the order of {@link Matrix#units}. */
    record Line(MainTask task, List<Cell> cells) {}

    /**
     * The whole matrix.
     *
     * @param untasked items that belong to no main task
     */
    record Matrix(List<Unit> units, List<Line> lines, int untasked) {}

    private record Key(int task, String unit) {}

    private record Found(int open, int total, @Nullable LocalDate urgent, int paused) {}

    /**
     * Returns the matrix of all tasks and of all units that can be responsible.
     *
     * @param list row of the list that the items come from; 0 for all items
     */
    Matrix of(long list) {
        Map<Key, Found> found = found(list);
        List<Unit> responsible = units.all().stream()
                .filter(unit -> units.canBeResponsible(unit.code()))
                .toList();
        List<Line> lines = mainTasks.all().stream()
                .map(task -> new Line(
                        task,
                        responsible.stream()
                                .map(unit -> cell(task, unit, found.get(new Key(task.no(), unit.code()))))
                                .toList()))
                .toList();
        int untasked = found.entrySet().stream()
                .filter(each -> each.getKey().task() == 0)
                .mapToInt(each -> each.getValue().total())
                .sum();
        return new Matrix(responsible, lines, untasked);
    }

    private Cell cell(MainTask task, Unit unit, @Nullable Found found) {
        boolean responsible = task.responsibleUnits().contains(unit.code())
                || task.localities() && !UnitGroup.DEPARTMENTS.kinds().contains(unit.kind());
        return found == null
                ? new Cell(unit, null, 0, 0, responsible)
                : new Cell(unit, lamp(found), found.open(), found.total(), responsible);
    }

    private Lamp lamp(Found found) {
        if (found.urgent() != null) {
            return lamps.ofOpen(LocalDate.now(clock), found.urgent());
        }
        return found.paused() > 0 ? Lamp.PAUSED : Lamp.GREY;
    }

    private Map<Key, Found> found(long list) {
        Map<Key, Found> found = new HashMap<>();
        jdbc.sql("""
                select coalesce(i.main_task_no, 0) as task, i.lead_unit, count(*) as total,
                       count(*) filter (where i.status <> 'CLOSED') as open,
                       count(*) filter (where i.status <> 'CLOSED' and i.paused_on is not null) as paused,
                       min(i.approved_deadline) filter (where i.status <> 'CLOSED' and i.paused_on is null) as urgent
                  from safecity.item i
                 where :list = 0 or i.list_id = :list
                 group by 1, 2""").param("list", list).query(row -> {
            found.put(
                    new Key(row.getInt("task"), row.getString("lead_unit")),
                    new Found(
                            row.getInt("open"),
                            row.getInt("total"),
                            row.getObject("urgent", LocalDate.class),
                            row.getInt("paused")));
        });
        return found;
    }
}

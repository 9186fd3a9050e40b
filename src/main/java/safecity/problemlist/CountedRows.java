package safecity.problemlist;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.Counting;
import safecity.calendar.Deadline;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Refused;

/** Deadlines of rows that were graded and are no items yet, under another calendar. */
@Component
@Order(4)
class CountedRows implements CountedDates {

    private final JdbcClient jdbc;

    CountedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(
            long id,
            long listId,
            int sheetRow,
            LocalDate deadline,
            boolean provisional,
            @Nullable Counting counting) {}

    @Override
    public List<Move> moves(WorkingDays then) {
        return waiting().flatMap(row -> move(row, then)).toList();
    }

    private static Stream<Move> move(Row row, WorkingDays then) {
        LocalDate deadline = row.deadline();
        Deadline after = row.counting() == null
                ? new Deadline(deadline, row.provisional() && then.of(deadline).provisional())
                : then.deadline(row.counting());
        if (after.equals(new Deadline(deadline, row.provisional()))) {
            return Stream.empty();
        }
        return Stream.of(new Move(
                Move.Kind.ROW,
                Long.toString(row.id()),
                ProblemList.businessKey(row.listId()),
                "第 %d 行整改时限".formatted(row.sheetRow()),
                row.counting() == null ? deadline : row.counting().from(),
                after.day().isAfter(deadline) ? after.day() : deadline,
                WorkingDays.endOf(deadline),
                WorkingDays.endOf(after.day()),
                row.provisional(),
                after.provisional(),
                ""));
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        for (Move move : moves) {
            if (move.kind() != Move.Kind.ROW) {
                continue;
            }
            int rows = jdbc.sql("""
                    update safecity.problem_list_row
                       set deadline = :after, provisional = :provisional
                     where id = :id and deadline = :before and item_id is null and chosen""")
                    .param("id", Long.parseLong(move.key()))
                    .param("before", move.dayBefore())
                    .param("after", move.dayAfter())
                    .param("provisional", move.provisional())
                    .update();
            if (rows == 0) {
                throw new Refused("清单 %s 刚刚被改动或派发，没有调整任何时限。请重新预览".formatted(move.number()));
            }
        }
    }

    private Stream<Row> waiting() {
        return jdbc
                .sql("""
                select r.id, r.list_id, r.sheet_row, r.deadline, r.provisional, r.deadline_from, r.deadline_working_days
                  from safecity.problem_list_row r
                  join safecity.problem_list l on l.id = r.list_id
                 where l.status in ('GRADING', 'SIGNING', 'DISPATCHING') and r.chosen and r.item_id is null
                   and (r.deadline_from is not null or r.provisional)
                 order by r.list_id, r.sheet_row""")
                .query((row, index) -> {
                    @Nullable LocalDate from = row.getObject("deadline_from", LocalDate.class);
                    return new Row(
                            row.getLong("id"),
                            row.getLong("list_id"),
                            row.getInt("sheet_row"),
                            row.getObject("deadline", LocalDate.class),
                            row.getBoolean("provisional"),
                            from == null ? null : new Counting(from, row.getInt("deadline_working_days")));
                })
                .list()
                .stream();
    }
}

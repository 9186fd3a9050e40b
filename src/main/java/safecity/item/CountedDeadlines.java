package safecity.item;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/**
 * Deadlines of open items under another calendar. One that was counted in working days is counted anew, and with it the approved one unless that was
 * extended: what was set is the number of days, not the date. One that was given as a date stays, and only loses its 暂定 when its year is announced.
 */
@Component
@Order(1)
public class CountedDeadlines implements CountedDates {

    private final JdbcClient jdbc;
    private final ItemLog log;
    private final Clock clock;

    CountedDeadlines(JdbcClient jdbc, ItemLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    private record Row(
            long id,
            String number,
            String title,
            Grade grade,
            LocalDate original,
            LocalDate approved,
            boolean provisional,
            @Nullable Counting counting) {

        Deadline under(WorkingDays then) {
            return counting == null
                    ? new Deadline(original, provisional && then.of(original).provisional())
                    : then.deadline(counting);
        }

        Standing standing(WorkingDays then) {
            LocalDate day = under(then).day();
            LocalDate since = counting == null || counting.from().isAfter(original) ? original : counting.from();
            return new Standing(id, number, grade, since, approved, approved.equals(original) ? day : approved);
        }
    }

    /**
     * The approved deadline of an open item, as it stands and under another calendar.
     *
     * @param since day after which a changed day bears on it
     */
    public record Standing(
            long itemId, String number, Grade grade, LocalDate since, LocalDate before, LocalDate after) {}

    /** Returns the approved deadlines of all open items under a calendar, by number. */
    public List<Standing> standings(WorkingDays then) {
        return open().map(row -> row.standing(then)).toList();
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        return open().flatMap(row -> move(row, row.under(then))).toList();
    }

    private static Stream<Move> move(Row row, Deadline after) {
        if (after.day().equals(row.original()) && after.provisional() == row.provisional()) {
            return Stream.empty();
        }
        LocalDate last = after.day().isAfter(row.original()) ? after.day() : row.original();
        return Stream.of(new Move(
                Move.Kind.DEADLINE,
                Long.toString(row.id()),
                row.number(),
                row.title(),
                row.counting() == null ? row.original() : row.counting().from(),
                last,
                WorkingDays.endOf(row.original()),
                WorkingDays.endOf(after.day()),
                row.provisional(),
                after.provisional(),
                ""));
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        letOriginalDeadlinesBeCountedAnew("yes");
        for (Move move : moves) {
            if (move.kind() != Move.Kind.DEADLINE) {
                continue;
            }
            long id = Long.parseLong(move.key());
            int rows = jdbc.sql("""
                    update safecity.item
                       set approved_deadline = case when approved_deadline = original_deadline then :after else approved_deadline end,
                           original_deadline = :after, provisional = :provisional, changed_at = :now
                     where id = :id and original_deadline = :before and status <> 'CLOSED'""")
                    .param("id", id)
                    .param("before", move.dayBefore())
                    .param("after", move.dayAfter())
                    .param("provisional", move.provisional())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            if (rows == 0) {
                throw new Refused("问题 %s 刚刚被改动或已销号，没有调整任何时限。请重新预览".formatted(move.number()));
            }
            log.append(id, by, "日历调整", "整改时限" + change(move));
        }
        letOriginalDeadlinesBeCountedAnew("");
    }

    /** Says {@code yes} for this transaction to the trigger that lets nobody else overwrite an original deadline. */
    private void letOriginalDeadlinesBeCountedAnew(String answer) {
        jdbc.sql("select set_config('safecity.counting_anew', :answer, true)")
                .param("answer", answer)
                .query(String.class)
                .single();
    }

    private static String change(Move move) {
        String change = move.before().equals(move.after())
                ? " %s 不变，%s".formatted(move.dayAfter(), move.provisional() ? "改为暂定" : "不再是暂定")
                : "由 %s 调整为 %s%s".formatted(move.dayBefore(), move.dayAfter(), move.provisional() ? "（暂定）" : "");
        return "%s。原因：%s".formatted(change, move.why());
    }

    private Stream<Row> open() {
        return jdbc
                .sql("""
                select id, number, title, grade, original_deadline, approved_deadline, provisional, deadline_from, deadline_working_days
                  from safecity.item where status <> 'CLOSED' order by number""")
                .query((row, index) -> {
                    @Nullable LocalDate from = row.getObject("deadline_from", LocalDate.class);
                    return new Row(
                            row.getLong("id"),
                            row.getString("number"),
                            row.getString("title"),
                            Grade.valueOf(row.getString("grade")),
                            row.getObject("original_deadline", LocalDate.class),
                            row.getObject("approved_deadline", LocalDate.class),
                            row.getBoolean("provisional"),
                            from == null ? null : new Counting(from, row.getInt("deadline_working_days")));
                })
                .list()
                .stream();
    }
}

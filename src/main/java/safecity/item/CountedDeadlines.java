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
 * Deadlines of open items under another calendar. One that was counted in working days is counted anew, and with it the approved one, with the working
 * days that it was moved by since: what was set is the number of days, not the date. One that was given as a date stays, and only loses its 暂定 when
 * its year is announced.
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
            @Nullable Counting counting,
            @Nullable LocalDate relistedTo,
            int laterDays) {

        boolean moved() {
            return !approved.equals(original);
        }

        Deadline originalUnder(WorkingDays then) {
            return counting == null
                    ? new Deadline(original, provisional && then.of(original).provisional())
                    : then.deadline(counting);
        }

        Deadline approvedUnder(WorkingDays then) {
            if (!moved()) {
                return originalUnder(then);
            }
            if (laterDays == 0) {
                return new Deadline(approved, provisional && then.of(approved).provisional());
            }
            return then.deadline(relistedTo == null ? originalUnder(then).day() : relistedTo, laterDays);
        }

        LocalDate since() {
            return counting == null || counting.from().isAfter(original) ? original : counting.from();
        }

        Standing standing(WorkingDays then) {
            return new Standing(
                    id, number, grade, since(), approved, approvedUnder(then).day());
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
        return open().flatMap(row -> Stream.concat(ofOriginal(row, then), ofApproved(row, then)))
                .toList();
    }

    /** What is 暂定 is the approved deadline; the original one says so only as long as it is the same. */
    private static Stream<Move> ofOriginal(Row row, WorkingDays then) {
        Deadline after = row.originalUnder(then);
        return row.moved()
                ? move(Move.Kind.DEADLINE, row, row.original(), new Deadline(after.day(), false), false)
                : move(Move.Kind.DEADLINE, row, row.original(), after, row.provisional());
    }

    private static Stream<Move> ofApproved(Row row, WorkingDays then) {
        return row.moved()
                ? move(Move.Kind.APPROVED, row, row.approved(), row.approvedUnder(then), row.provisional())
                : Stream.empty();
    }

    private static Stream<Move> move(Move.Kind kind, Row row, LocalDate before, Deadline after, boolean provisional) {
        if (after.day().equals(before) && after.provisional() == provisional) {
            return Stream.empty();
        }
        LocalDate last = after.day().isAfter(before) ? after.day() : before;
        return Stream.of(new Move(
                kind,
                Long.toString(row.id()),
                row.number(),
                row.title(),
                row.since(),
                last,
                WorkingDays.endOf(before),
                WorkingDays.endOf(after.day()),
                provisional,
                after.provisional(),
                ""));
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        letOriginalDeadlinesBeCountedAnew("yes");
        for (Move move : moves) {
            if (move.kind() == Move.Kind.DEADLINE) {
                take(move, """
                        update safecity.item
                           set approved_deadline = case when approved_deadline = original_deadline then :after else approved_deadline end,
                               provisional = case when approved_deadline = original_deadline then :provisional else provisional end,
                               original_deadline = :after, changed_at = :now
                         where id = :id and original_deadline = :before and status <> 'CLOSED'""");
                log.append(Long.parseLong(move.key()), by, "日历调整", "整改时限" + change(move));
            } else if (move.kind() == Move.Kind.APPROVED) {
                take(move, """
                        update safecity.item set approved_deadline = :after, provisional = :provisional, changed_at = :now
                         where id = :id and approved_deadline = :before and status <> 'CLOSED'""");
                log.append(Long.parseLong(move.key()), by, "日历调整", "现行时限" + change(move));
            }
        }
        letOriginalDeadlinesBeCountedAnew("");
    }

    private void take(Move move, String update) {
        int rows = jdbc.sql(update)
                .param("id", Long.parseLong(move.key()))
                .param("before", move.dayBefore())
                .param("after", move.dayAfter())
                .param("provisional", move.provisional())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 0) {
            throw new Refused("问题 %s 刚刚被改动或已销号，没有调整任何时限。请重新预览".formatted(move.number()));
        }
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
                select i.id, i.number, i.title, i.grade, i.original_deadline, i.approved_deadline, i.provisional, i.deadline_from,
                       i.deadline_working_days, relisted.day_after as relisted_to,
                       (select coalesce(sum(c.working_days), 0) from safecity.deadline_change c
                         where c.item_id = i.id and c.seq > coalesce(relisted.seq, 0)) as later_days
                  from safecity.item i
                  left join lateral (
                        select c.seq, c.day_after from safecity.deadline_change c
                         where c.item_id = i.id and c.cause = 'RELISTING' order by c.seq desc limit 1) relisted on true
                 where i.status <> 'CLOSED'
                 order by i.number""")
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
                            from == null ? null : new Counting(from, row.getInt("deadline_working_days")),
                            row.getObject("relisted_to", LocalDate.class),
                            row.getInt("later_days"));
                })
                .list()
                .stream();
    }
}

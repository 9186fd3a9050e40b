package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions.Table;
import safecity.escalation.Watches.Next;
import safecity.item.Grade;
import safecity.item.Lamp;

/**
 * The rungs that {@code escalation.dmn} gives an item and {@code taskwatch.dmn} its open tasks, as moments by a calendar. Asks each question of the
 * tables once, so it is made anew for each piece of work.
 */
final class Ladder {

    private final Function<String, Table> tables;
    private final WorkingDays calendar;
    private final Map<Map<String, Object>, List<Map<String, Object>>> answers = new HashMap<>();

    /**
     * Makes the ladder of some tables.
     *
     * @param tables {@code escalation} and {@code taskwatch}, by name
     */
    Ladder(Function<String, Table> tables, WorkingDays calendar) {
        this.tables = tables;
        this.calendar = calendar;
    }

    /**
     * Where an item stands on its ladder.
     *
     * @param passed rungs that it went by without anybody being told
     * @param rung   the item's own rung to wait for, or, if its moment is past, the one where the item stands; null if none is left
     * @param at     when that is told; null if there is none
     * @param tasks  rungs of its tasks that are still to be told, the earliest first, each with the moment when it is told
     */
    record Standing(
            List<Rung> passed,
            @Nullable Rung rung,
            @Nullable Instant at,
            List<TaskRung> tasks) {

        /** Returns the earliest of all; null if none is left. */
        @Nullable
        Next next() {
            @Nullable Next own = rung == null || at == null ? null : new Next(rung.code(), rung.act(), at, null);
            if (tasks.isEmpty() || own != null && !tasks.get(0).firesAt().isBefore(own.firesAt())) {
                return own;
            }
            TaskRung first = tasks.get(0);
            return new Next(
                    first.code(), first.act(), first.firesAt(), first.task().taskId());
        }
    }

    /**
     * Returns where an item stands: of the rungs whose moment is past, the last one, and otherwise the first one to come.
     *
     * @param enters whether it was not watched for this deadline until now. Then reminders whose moment is past are left out: they would come when the
     *               item is dispatched or its deadline moves, and say nothing new.
     */
    Standing standing(Watched item, Instant now, boolean enters) {
        List<Rung> ahead = ahead(of(item.grade(), item.listed(), item.sinceDay(), item.deadline()), item.behind());
        List<Rung> due =
                ahead.stream().filter(rung -> !rung.firesAt().isAfter(now)).toList();
        int stands = due.size() - 1;
        if (stands >= 0 && enters && !due.get(stands).overdue()) {
            stands = due.size();
        }
        List<Rung> passed = ahead.subList(0, Math.max(0, stands));
        @Nullable Rung next = passed.size() < ahead.size() ? ahead.get(passed.size()) : null;
        return new Standing(
                List.copyOf(passed),
                next,
                next == null ? null : Limit.toldAt(next.firesAt(), now, calendar),
                tasks(item, now));
    }

    /**
     * Something that lies ahead.
     *
     * @param at   when it is told
     * @param rung rung of the item; null if it is one of a task
     * @param task rung of a task; null if it is one of the item
     */
    record Ahead(Instant at, @Nullable Rung rung, @Nullable TaskRung task) {}

    /** Returns everything that lies ahead of an item if nothing happens to it, the earliest first; see {@link #standing}. */
    List<Ahead> everything(Watched item, Instant now, boolean enters) {
        Standing standing = standing(item, now, enters);
        List<Ahead> all = new ArrayList<>();
        @Nullable Rung next = standing.rung();
        if (next != null && standing.at() != null) {
            List<Rung> rungs = of(item.grade(), item.listed(), item.sinceDay(), item.deadline());
            all.add(new Ahead(standing.at(), next, null));
            rungs.subList(rungs.indexOf(next) + 1, rungs.size())
                    .forEach(rung -> all.add(new Ahead(Limit.toldAt(rung.firesAt(), now, calendar), rung, null)));
        }
        standing.tasks().forEach(task -> all.add(new Ahead(task.firesAt(), null, task)));
        all.sort(Comparator.comparing(Ahead::at));
        return all;
    }

    /** Those before the last one that is behind the item are behind it as well. */
    private static List<Rung> ahead(List<Rung> rungs, Set<String> behind) {
        int from = 0;
        for (int index = 0; index < rungs.size(); index++) {
            if (behind.contains(rungs.get(index).code())) {
                from = index + 1;
            }
        }
        return rungs.subList(from, rungs.size());
    }

    private List<TaskRung> tasks(Watched item, Instant now) {
        return item.tasks().stream()
                .flatMap(task -> of(task, item.deadline()))
                .filter(rung -> !rung.task().told().contains(rung.code()))
                .map(rung -> new TaskRung(
                        rung.task(),
                        rung.code(),
                        rung.act(),
                        rung.kind(),
                        rung.recipients(),
                        Limit.toldAt(rung.firesAt(), now, calendar)))
                .sorted(Comparator.comparing(TaskRung::firesAt))
                .toList();
    }

    /** Returns the rungs of an item's deadline, the earliest first. */
    List<Rung> of(Grade grade, boolean listed, LocalDate since, LocalDate deadline) {
        Limit limit = new Limit(since, deadline, calendar);
        List<Rung> rungs = new ArrayList<>();
        Map<String, Object> inputs =
                Map.of("grade", grade.name(), "limitWorkingDays", limit.workingDays(), "listed", listed);
        for (Map<String, Object> outputs : ask("escalation", inputs)) {
            RungRow row = new RungRow("escalation.dmn", outputs);
            @Nullable Instant at = moment(limit, row);
            if (at != null) {
                rungs.add(new Rung(
                        row.text("rung"),
                        Lamp.valueOf(row.text("lamp")),
                        row.text("act"),
                        row.text("notice"),
                        row.text("recipients"),
                        row.optional("document"),
                        row.optional("documentTo"),
                        at,
                        at.isAfter(WorkingDays.endOf(deadline))));
            }
        }
        rungs.sort(Comparator.comparing(Rung::firesAt));
        return rungs;
    }

    private Stream<TaskRung> of(WatchedTask task, LocalDate deadline) {
        Limit limit = new Limit(task.openedOn(), task.lastDay(), calendar);
        boolean ownDue = task.due() != null && !deadline.equals(task.lastDay());
        Map<String, Object> inputs =
                Map.of("claimed", task.claimed(), "limitWorkingDays", limit.workingDays(), "ownDue", ownDue);
        return ask("taskwatch", inputs).stream().flatMap(outputs -> {
            RungRow row = new RungRow("taskwatch.dmn", outputs);
            return Stream.ofNullable(moment(limit, row))
                    .map(at -> new TaskRung(
                            task, row.text("rung"), row.text("act"), row.text("notice"), row.text("recipients"), at));
        });
    }

    private static @Nullable Instant moment(Limit limit, RungRow row) {
        return limit.moment(row.text("count"), row.number("value"), LocalTime.parse(row.text("time")));
    }

    private List<Map<String, Object>> ask(String table, Map<String, Object> inputs) {
        Map<String, Object> question = new HashMap<>(inputs);
        question.put("table", table);
        return answers.computeIfAbsent(question, each -> tables.apply(table).rows(new HashMap<>(inputs)));
    }
}

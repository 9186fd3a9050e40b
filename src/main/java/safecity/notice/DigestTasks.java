package safecity.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.item.Items;

/**
 * What each unit should know of its open tasks this morning. Every task stands in one section only, the most urgent one. A task that lost its due date
 * because the item's clock stands still is in none.
 */
@Repository
class DigestTasks {

    /** How many lines of one sort a digest names. */
    static final int LINES = 30;

    private final JdbcClient jdbc;

    DigestTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private enum Section {
        DUE_TODAY("今日到期"),
        OVERDUE("已超期"),
        NEW("新到"),
        RETURNED("被退回");

        private final String label;

        Section(String label) {
            this.label = label;
        }
    }

    /**
     * Returns the sections that are not empty, by unit; a unit with nothing to know is not among them.
     *
     * @param since tasks that came after it are new
     */
    Map<String, List<LetterSection>> byUnit(LocalDate today, Instant since, Instant now) {
        Map<String, Map<Section, List<LetterSection.Line>>> found = new TreeMap<>();
        jdbc.sql("""
                select unit, number, title, step, due, returned from (
                       select t.unit, i.number, i.title, split_part(t.name, ' ' || t.business_key, 1) as step,
                              coalesce(cast(t.due at time zone :zone as date), i.approved_deadline) as due,
                              t.created_at > :since and t.created_at <= :now as fresh, %s as returned
                         from safecity.open_task t
                         join safecity.item i on i.number = t.business_key
                        where t.unit is not null and (t.due is not null or i.paused_on is null)) as task
                 where due <= :today or fresh
                 order by due, number, step""".formatted(Items.RETURNED))
                .param("zone", WorkingDays.ZONE.getId())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", today)
                .query(row -> {
                    LocalDate due = row.getObject("due", LocalDate.class);
                    Section section = due.isBefore(today)
                            ? Section.OVERDUE
                            : due.equals(today)
                                    ? Section.DUE_TODAY
                                    : row.getBoolean("returned") ? Section.RETURNED : Section.NEW;
                    found.computeIfAbsent(row.getString("unit"), unit -> new EnumMap<>(Section.class))
                            .computeIfAbsent(section, any -> new ArrayList<>())
                            .add(new LetterSection.Line(
                                    null, row.getString("number"), row.getString("title"), row.getString("step"), due));
                });
        Map<String, List<LetterSection>> sections = new TreeMap<>();
        found.forEach((unit, lines) -> sections.put(
                unit,
                lines.entrySet().stream()
                        .map(entry -> LetterSection.of("", entry.getKey().label, entry.getValue(), LINES))
                        .toList()));
        return sections;
    }
}

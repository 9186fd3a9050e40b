package safecity.calendar;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/**
 * Keeps the holidays as {@code config/holidays.csv} says, at every start, and lets {@link WorkingDays} read them anew. For a year that the file
 * names, the file is the whole truth: a day that was taken out of it is forgotten. A year that it does not name stays as it is, and so does a year
 * that was added or amended on the page {@code /calendar}: there every deadline that moved was confirmed by a person.
 */
@Component
@Order(0)
class HolidayFile implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(HolidayFile.class);

    private final JdbcClient jdbc;
    private final CalendarChanges changes;
    private final WorkingDays workingDays;

    HolidayFile(JdbcClient jdbc, CalendarChanges changes, WorkingDays workingDays) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.workingDays = workingDays;
    }

    /** Loads the file in one transaction. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        load(ReferenceFile.read("holidays.csv", "date", "kind", "name", "source"));
    }

    void load(ReferenceFile holidays) {
        Set<LocalDate> days = new HashSet<>();
        Set<Integer> years = new TreeSet<>();
        Set<Integer> kept = changes.amendedYears();
        int changed = 0;
        for (ReferenceRow row : holidays.rows()) {
            LocalDate day = row.day("date");
            if (!days.add(day)) {
                throw row.wrong("日期 %s 重复".formatted(day));
            }
            Holiday read = read(row, day);
            if (!kept.contains(day.getYear())) {
                years.add(day.getYear());
                changed += keep(read);
            }
        }
        int forgotten = jdbc.sql("""
                delete from safecity.holiday
                 where extract(year from day)::int = any(:years) and day <> all(:days::date[])""")
                .param("years", years.toArray(Integer[]::new))
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
        workingDays.reload();
        if (!kept.isEmpty()) {
            log.info("Holidays of {} stay as they were confirmed on the page, whatever the file says", kept);
        }
        log.info(
                "{} holidays and make-up days of {} ({} new or changed, {} forgotten)",
                days.size(),
                List.copyOf(years),
                changed,
                forgotten);
    }

    private static Holiday read(ReferenceRow row, LocalDate day) {
        boolean working = row.oneOf("kind", List.of("holiday", "workday")).equals("workday");
        return new Holiday(day, working, row.required("name"), row.required("source"));
    }

    private int keep(Holiday day) {
        return jdbc.sql("""
                insert into safecity.holiday as h (day, kind, name, source) values (:day, :kind, :name, :source)
                on conflict (day) do update
                   set kind = excluded.kind, name = excluded.name, source = excluded.source
                 where h is distinct from excluded""")
                .param("day", day.day())
                .param("kind", day.working() ? "workday" : "holiday")
                .param("name", day.name())
                .param("source", day.source())
                .update();
    }
}
